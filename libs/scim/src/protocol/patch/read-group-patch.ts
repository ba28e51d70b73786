import type { ResolvedFilter } from '../filter/resolved-filter.js';
import { LIMITS } from '../limits.js';
import { findTarget, resolvePath, type PatchTarget } from '../path/resolve-path.js';
import { isJsonObject } from '../resource/json-object.js';
import { describe, invalidValue, isUnassigned, readSimpleValue } from '../resource/read-simple-value.js';
import { readEntries } from '../resource/read-value.js';
import { GROUP } from '../schema/resource-type.js';
import { scimProblem } from '../scim-problem.js';
import { pathOf, type AttributeTarget } from './patch-attribute.js';
import { readPatchRequest, type PatchOperation } from './read-patch-request.js';

/** A change of a group's members that costs what it changes, not what the group has. */
export type MembersChange =
  | { readonly type: 'addMembers' | 'removeMembers' | 'replaceMembers'; readonly ids: readonly string[] }
  /** Targets are sub-attributes of `members`: value, type, display, $ref. */
  | { readonly type: 'removeMembersMatching'; readonly filter: ResolvedFilter }
  | { readonly type: 'removeAllMembers' };

export type GroupChange =
  | MembersChange
  | { readonly type: 'setDisplayName'; readonly displayName: string }
  /** Undefined unassigns it. */
  | { readonly type: 'setExternalId'; readonly externalId: string | undefined };

/**
 * Reads a PATCH of a group (RFC 7644 §3.5.2, all forms of Okta and Entra) into changes, to be carried out in their order.
 * Neighbouring changes of members of one kind are one change. Ids are unique within a change, in the order sent; whether
 * they exist is not looked at. Removing a member that is none is no fault: the group is as the client wants it.
 * @throws Problem 400 with the scimType of the first fault, 413
 */
export function readGroupPatch(body: unknown): GroupChange[] {
  const operations = readPatchRequest(body, LIMITS.patch.groupOperations);
  return joinNeighbours(operations.flatMap(readOperation));
}

function readOperation(operation: PatchOperation): GroupChange[] {
  const { op, path, hasValue, index } = operation;
  if (op !== 'remove' && !hasValue) throw invalidValue(`Operations[${index}].value`, 'a value', 'nothing');
  if (path !== undefined) return readTarget(operation, resolvePath(GROUP, path), true);
  if (op !== 'remove') return readMembersOfValue(operation);
  throw scimProblem('scim_no_target', `Operations[${index}].path is missing, expected what shall be removed`);
}

/** Without a path the value holds attributes; `id` and whatever else cannot be written is passed over (Okta). */
function readMembersOfValue(operation: PatchOperation, nested = false): GroupChange[] {
  const { value, index } = operation;
  if (!isJsonObject(value)) {
    throw invalidValue(`Operations[${index}].value`, 'an object with attributes', describe(value));
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const target = findTarget(GROUP, { name: key });
    const inner = { ...operation, value: member };
    if (target?.kind === 'attribute') return readTarget(inner, target, false);
    return target && !nested ? readMembersOfValue(inner, true) : [];
  });
}

function readTarget(operation: PatchOperation, target: PatchTarget, named: boolean): GroupChange[] {
  if (target.kind === 'schema') {
    if (operation.op !== 'remove') return readMembersOfValue(operation, true);
    throw scimProblem('scim_mutability', `${target.schema.id} is the schema of the group, expected an attribute of it`);
  }
  const { attribute } = target.reference;
  if (attribute.mutability === 'readOnly') {
    if (!named) return [];
    throw scimProblem('scim_mutability', `${pathOf(target)} is read-only, expected a path that can be written`);
  }
  if (attribute.name === 'members') return readMembers(operation, target);
  return [readText(operation, target)];
}

function readText({ op, value }: PatchOperation, { reference: { attribute } }: AttributeTarget): GroupChange {
  const removes = op === 'remove' || isUnassigned(value);
  const given = removes ? undefined : (readSimpleValue(attribute, value, attribute.name) as string);
  if (attribute.name === 'externalId') return { type: 'setExternalId', externalId: given };
  if (given !== undefined && given.trim() !== '') return { type: 'setDisplayName', displayName: given };
  if (op !== 'remove') throw invalidValue('displayName', 'a value', 'nothing');
  throw scimProblem('scim_mutability', 'displayName is required, expected a new value, received its removal');
}

function readMembers({ op, value }: PatchOperation, target: AttributeTarget): GroupChange[] {
  if (target.subAttribute) {
    throw scimProblem(
      'scim_mutability',
      `${pathOf(target)} cannot be changed, expected members to be added or removed`,
    );
  }
  if (op === 'remove') return [readRemoval(target.filter, value)];
  if (target.filter) {
    const ids = idsDemandedBy(target.filter);
    if (ids && op === 'add') return [{ type: 'addMembers', ids }];
    throw scimProblem('scim_mutability', 'A member cannot be changed, expected members to be added or removed');
  }
  if (op === 'add') return isUnassigned(value) ? [] : [{ type: 'addMembers', ids: readIds(value) }];
  return [isUnassigned(value) ? { type: 'removeAllMembers' } : { type: 'replaceMembers', ids: readIds(value) }];
}

/** `members[…]`, or `members` with the values to remove (Entra); an empty list removes none, no value removes all. */
function readRemoval(filter: ResolvedFilter | undefined, value: unknown): MembersChange {
  if (filter) {
    const ids = idsDemandedBy(filter);
    return ids ? { type: 'removeMembers', ids } : { type: 'removeMembersMatching', filter };
  }
  if (value === undefined || value === null) return { type: 'removeAllMembers' };
  return { type: 'removeMembers', ids: isUnassigned(value) ? [] : readIds(value) };
}

function readIds(value: unknown): string[] {
  const { attribute } = membersTarget;
  return [...new Set(readEntries(attribute, value, 'members').map((entry) => entry.value as string))];
}

const membersTarget = (() => {
  const target = resolvePath(GROUP, 'members');
  if (target.kind !== 'attribute') throw new Error('The Group schema has no members');
  return target.reference;
})();

/** `value eq "x"`, or several of them joined by `or`; undefined for any other filter. */
function idsDemandedBy(filter: ResolvedFilter): string[] | undefined {
  if (filter.kind === 'or') {
    const ids = filter.operands.map(idsDemandedBy);
    return ids.includes(undefined) ? undefined : [...new Set(ids.flatMap((some) => some ?? []))];
  }
  if (filter.kind !== 'comparison' || filter.operator !== 'eq' || filter.target.leaf.name !== 'value') return undefined;
  return filter.value.type === 'text' ? [filter.value.value] : undefined;
}

/** Ten thousand removals of one member each become one of ten thousand; the order of different kinds stays. */
function joinNeighbours(changes: readonly GroupChange[]): GroupChange[] {
  const joined: GroupChange[] = [];
  let pending: { type: 'addMembers' | 'removeMembers'; ids: Set<string> } | undefined;
  const flush = () => {
    if (pending) joined.push({ type: pending.type, ids: [...pending.ids] });
    pending = undefined;
  };
  for (const change of changes) {
    if (change.type !== 'addMembers' && change.type !== 'removeMembers') {
      flush();
      joined.push(change);
      continue;
    }
    if (pending?.type !== change.type) flush();
    pending ??= { type: change.type, ids: new Set() };
    for (const id of change.ids) pending.ids.add(id);
  }
  flush();
  return joined.filter((change) => !('ids' in change) || change.ids.length > 0 || change.type === 'replaceMembers');
}
