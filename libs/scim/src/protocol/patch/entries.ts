import { foldCase } from '@app/kernel';
import { matchesValue } from '../filter/match-filter.js';
import type { ResolvedFilter } from '../filter/resolved-filter.js';
import type { AttributeDefinition } from '../schema/attribute-definition.js';
import type { ComplexParts } from '../resource/read-value.js';
import type { ScimResource } from '../resource/scim-resource.js';

/** The same entry with sub-attributes set and unassigned. */
export function overlay(entry: ScimResource, { values, cleared }: ComplexParts): ScimResource {
  const made = { ...entry, ...values };
  for (const name of cleared) delete made[name];
  return made;
}

function comparable(definition: AttributeDefinition, name: string, value: unknown): unknown {
  const sub = definition.subAttributes?.find((candidate) => candidate.name === name);
  return typeof value === 'string' && sub && !sub.caseExact ? foldCase(value) : value;
}

/** What makes two entries one: value and type (RFC 7643 §2.4); without a value, everything but primary. */
export function identityOf(definition: AttributeDefinition, entry: ScimResource): string {
  const names = entry.value === undefined ? Object.keys(entry).filter((name) => name !== 'primary') : ['value', 'type'];
  return JSON.stringify(names.sort().map((name) => [name, comparable(definition, name, entry[name]) ?? null]));
}

/** RFC 7644 §3.5.2.1: what is there already is not added again; its other sub-attributes are brought up to date. */
export function addEntries(
  definition: AttributeDefinition,
  entries: readonly ScimResource[],
  added: readonly ScimResource[],
): ScimResource[] {
  const result = [...entries];
  const places = new Map(result.map((entry, index) => [identityOf(definition, entry), index]));
  for (const entry of added) {
    const identity = identityOf(definition, entry);
    const place = places.get(identity);
    if (place === undefined) places.set(identity, result.push(entry) - 1);
    else result[place] = { ...result[place], ...entry };
  }
  return result;
}

/** Whether an entry has every sub-attribute of `wanted`, as a client names those that it wants removed. */
export function hasAllOf(definition: AttributeDefinition, entry: ScimResource, wanted: ScimResource): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => comparable(definition, name, entry[name]) === comparable(definition, name, value),
  );
}

/** The sub-attributes that a filter demands: a conjunction of `eq`. Undefined where the filter says anything else. */
function demandedBy(filter: ResolvedFilter): ScimResource | undefined {
  if (filter.kind === 'comparison') {
    const { operator, target, value } = filter;
    if (operator !== 'eq' || value.type === 'null' || target.leaf.mutability === 'readOnly') return undefined;
    return { [target.leaf.name]: value.type === 'instant' ? value.text : value.value };
  }
  if (filter.kind !== 'and') return undefined;
  const parts = filter.operands.map(demandedBy);
  return parts.includes(undefined) ? undefined : (Object.assign({}, ...parts) as ScimResource);
}

/**
 * The entry that `emails[type eq "work"].value` creates where none matches, as Entra expects: what the filter demands and
 * the value. Undefined where the filter is not of that kind, or the entry would not match it.
 */
export function createEntry(filter: ResolvedFilter, parts: ComplexParts): ScimResource | undefined {
  const demanded = demandedBy(filter);
  if (!demanded) return undefined;
  const entry = overlay(demanded, parts);
  return matchesValue(filter, entry) ? entry : undefined;
}
