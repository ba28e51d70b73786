import type { PatchTarget } from '../path/resolve-path.js';
import { assign } from '../resource/reading.js';
import { invalidValue, isUnassigned, readSimpleValue } from '../resource/read-simple-value.js';
import { readComplexParts } from '../resource/read-value.js';
import type { ScimResource } from '../resource/scim-resource.js';
import type { AttributeDefinition } from '../schema/attribute-definition.js';
import { scimProblem } from '../scim-problem.js';
import { overlay } from './entries.js';
import { patchEntries } from './patch-entries.js';
import type { PatchVerb } from './read-patch-request.js';

export type AttributeTarget = Extract<PatchTarget, { kind: 'attribute' }>;

/** One change of one attribute. */
export interface AttributeChange {
  readonly op: PatchVerb;
  readonly target: AttributeTarget;
  readonly value: unknown;
}

/** Canonical path with the sub-attribute, for details: `emails[…].value`, `name.givenName`. */
export function pathOf({ reference, filter, subAttribute }: AttributeTarget): string {
  return `${reference.path}${filter ? '[…]' : ''}${subAttribute ? `.${subAttribute.name}` : ''}`;
}

/** Carries out one change on a resource that may be written to at its top level. */
export function patchAttribute(resource: ScimResource, change: AttributeChange): void {
  const { extension, attribute } = change.target.reference;
  if (!extension) return assign(resource, attribute.name, patched(resource[attribute.name], change));
  const container = { ...(resource[extension.id] as ScimResource | undefined) };
  assign(container, attribute.name, patched(container[attribute.name], change));
  assign(resource, extension.id, Object.keys(container).length > 0 ? container : undefined);
}

/** The attribute's value after the change; undefined where it is unassigned. */
function patched(current: unknown, change: AttributeChange): unknown {
  const { attribute } = change.target.reference;
  const next = attribute.multiValued ? patchedEntries(current, change) : patchedSingle(current, change);
  checkRequired(attribute, next, change);
  checkImmutable(attribute, current, next, pathOf(change.target));
  return next;
}

function patchedEntries(current: unknown, { op, target, value }: AttributeChange): unknown {
  const { reference, filter, subAttribute } = target;
  const entries = (current as ScimResource[] | undefined) ?? [];
  const change = { op, definition: reference.attribute, path: pathOf(target), filter, subAttribute, value };
  const next = patchEntries(entries, change);
  return next.length > 0 ? next : undefined;
}

function patchedSingle(current: unknown, { op, target, value }: AttributeChange): unknown {
  const { reference, subAttribute } = target;
  const path = pathOf(target);
  const removes = op === 'remove' || isUnassigned(value);
  if (reference.attribute.type !== 'complex') {
    return removes ? undefined : readSimpleValue(reference.attribute, value, path);
  }
  if (removes && !subAttribute) return undefined;
  const parts = !subAttribute
    ? readComplexParts(reference.attribute, value, path)
    : removes
      ? { values: {}, cleared: [subAttribute.name] }
      : { values: { [subAttribute.name]: readSimpleValue(subAttribute, value, path) }, cleared: [] };
  const next = overlay((current as ScimResource | undefined) ?? {}, parts);
  return Object.keys(next).length > 0 ? next : undefined;
}

/** RFC 7644 §3.5.2.2: a required attribute cannot be removed; to set it to nothing is a missing value. */
function checkRequired(attribute: AttributeDefinition, next: unknown, { op }: AttributeChange): void {
  const blank = typeof next === 'string' && next.trim() === '';
  if (!attribute.required || (next !== undefined && !blank)) return;
  if (op !== 'remove') throw invalidValue(attribute.name, 'a value', 'nothing');
  throw scimProblem('scim_mutability', `${attribute.name} is required, expected a new value, received its removal`);
}

/** RFC 7643 §7: an immutable attribute may be given once, and given again as it is. */
function checkImmutable(attribute: AttributeDefinition, current: unknown, next: unknown, path: string): void {
  if (attribute.mutability !== 'immutable' || current === undefined || current === next) return;
  throw scimProblem('scim_mutability', `${path} is immutable, expected no change of it, received one`);
}
