import { matchesValue } from '../filter/match-filter.js';
import type { ResolvedFilter } from '../filter/resolved-filter.js';
import { invalidValue, isUnassigned, readSimpleValue } from '../resource/read-simple-value.js';
import { checkCount, isSignificant, readComplexParts, readEntries, type ComplexParts } from '../resource/read-value.js';
import type { ScimResource } from '../resource/scim-resource.js';
import type { AttributeDefinition } from '../schema/attribute-definition.js';
import { scimProblem } from '../scim-problem.js';
import { addEntries, createEntry, hasAllOf, overlay } from './entries.js';
import type { PatchVerb } from './read-patch-request.js';

/** A change of a multi-valued complex attribute. */
export interface EntriesChange {
  readonly op: PatchVerb;
  readonly definition: AttributeDefinition;
  readonly path: string;
  readonly filter: ResolvedFilter | undefined;
  readonly subAttribute: AttributeDefinition | undefined;
  readonly value: unknown;
}

/**
 * The entries after a change (RFC 7644 §3.5.2.1 to §3.5.2.3). Those that it does not change stay the same objects.
 * @throws Problem 400 noTarget, invalidValue
 */
export function patchEntries(entries: readonly ScimResource[], change: EntriesChange): ScimResource[] {
  const { definition, path } = change;
  const changed = selects(change) ? changeSelected(entries, change) : changeAll(entries, change);
  const significant = changed.filter((entry) => isSignificant(definition, entry));
  checkCount(definition, significant.length, path);
  return keepOnePrimary(entries, significant, path);
}

const selects = ({ filter, subAttribute }: EntriesChange): boolean =>
  filter !== undefined || subAttribute !== undefined;

function changeAll(entries: readonly ScimResource[], change: EntriesChange): ScimResource[] {
  const { op, definition, path, value } = change;
  if (op === 'remove' && (value === undefined || value === null)) return [];
  if (isUnassigned(value)) return op === 'replace' ? [] : [...entries];
  const given = readEntries(definition, value, path);
  if (op === 'replace') return given;
  if (op === 'add') return addEntries(definition, entries, given);
  // Entra removes by the values themselves: {"op": "Remove", "path": "roles", "value": [{"value": "x"}]}
  return entries.filter((entry) => !given.some((wanted) => hasAllOf(definition, entry, wanted)));
}

function changeSelected(entries: readonly ScimResource[], change: EntriesChange): ScimResource[] {
  const { filter, op } = change;
  const isSelected = (entry: ScimResource) => !filter || matchesValue(filter, entry);
  const parts = partsOf(change);
  if (!entries.some(isSelected)) return [...entries, ...createMissing(change, parts)];
  if (!parts) return entries.filter((entry) => !isSelected(entry));
  const whole = op === 'replace' && !change.subAttribute && typeof change.value !== 'string';
  const changed = (entry: ScimResource) => keepImmutable(change, entry, overlay(whole ? {} : entry, parts));
  return entries.map((entry) => (isSelected(entry) ? changed(entry) : entry));
}

/** RFC 7643 §7: an immutable sub-attribute stays as it was first given. */
function keepImmutable({ definition, path }: EntriesChange, before: ScimResource, after: ScimResource): ScimResource {
  const changes = ({ name, mutability }: AttributeDefinition) =>
    mutability === 'immutable' && before[name] !== undefined && before[name] !== after[name];
  if (!definition.subAttributes?.some(changes)) return after;
  throw scimProblem('scim_mutability', `${path} is immutable, expected no change of it, received one`);
}

/** What the change does to each selected entry; undefined where it removes the entry. */
function partsOf({ op, definition, path, subAttribute, value }: EntriesChange): ComplexParts | undefined {
  const removes = op === 'remove' || isUnassigned(value);
  if (!subAttribute) return removes ? undefined : readComplexParts(definition, value, path);
  if (removes) return { values: {}, cleared: [subAttribute.name] };
  return { values: { [subAttribute.name]: readSimpleValue(subAttribute, value, path) }, cleared: [] };
}

/** Nothing is selected: add creates it; replace too, of a sub-attribute (Entra); all else is noTarget (table 9). */
function createMissing(change: EntriesChange, parts: ComplexParts | undefined): ScimResource[] {
  const { filter, op, path, subAttribute } = change;
  if (!filter && (op === 'remove' || !parts || parts.cleared.length > 0)) return [];
  const creates = parts && (op === 'add' || (op === 'replace' && subAttribute));
  // To unassign what is not there changes nothing.
  if (creates && subAttribute && parts.cleared.length > 0) return [];
  const made = creates ? (filter ? createEntry(filter, parts) : { ...parts.values }) : undefined;
  if (made) return [made];
  throw scimProblem('scim_no_target', `${path} is wrong, expected a filter that matches a value, received no match`);
}

/** RFC 7644 §3.5.2: a value that becomes primary takes it from the one before; two at once are refused. */
function keepOnePrimary(before: readonly ScimResource[], after: ScimResource[], path: string): ScimResource[] {
  const primaries = after.filter((entry) => entry.primary === true);
  if (primaries.length < 2) return after;
  const fresh = primaries.filter((entry) => !before.includes(entry));
  if (fresh.length > 1) {
    throw invalidValue(path, 'at most one value with primary true', String(primaries.length));
  }
  const kept = fresh[0] ?? primaries[0];
  return after.map((entry) => (entry.primary === true && entry !== kept ? { ...entry, primary: false } : entry));
}
