import { findTarget, resolvePath, type PatchTarget } from '../path/resolve-path.js';
import { parsePath } from '../path/parse-path.js';
import { isJsonObject } from '../resource/json-object.js';
import { describe, invalidValue, isUnassigned } from '../resource/read-simple-value.js';
import { collectFault, placeOf, type Fault, type Reading } from '../resource/reading.js';
import { schemasOf } from '../resource/schemas-of.js';
import type { ScimResource, UserResource } from '../resource/scim-resource.js';
import { LIMITS } from '../limits.js';
import { USER, type ResourceType } from '../schema/resource-type.js';
import type { SchemaDefinition } from '../schema/schema-definition.js';
import { scimProblem } from '../scim-problem.js';
import { patchAttribute, pathOf, type AttributeTarget } from './patch-attribute.js';
import { readPatchRequest, type PatchOperation } from './read-patch-request.js';

interface Work {
  readonly type: ResourceType;
  /** A shallow copy: everything below its top level is replaced, never written to. */
  readonly resource: ScimResource;
  readonly touched: Set<string>;
  readonly faults: Fault[];
}

/**
 * Applies a PATCH (RFC 7644 §3.5.2, and what Okta and Entra send) to a resource in canonical spelling, which stays as it
 * is. Operations build on each other; one that is at fault changes nothing and is in `faults`. All or nothing is
 * `requireValid(applyPatch(…))`, which throws for the first fault unless the request deactivates a user.
 * @throws Problem 400 invalidSyntax for a message that is none, 413 for too many operations
 */
export function applyPatch(type: ResourceType, resource: object, body: unknown): Reading {
  const operations = readPatchRequest(body, LIMITS.patch.userOperations);
  const work: Work = { type, resource: { ...(resource as ScimResource) }, touched: new Set(), faults: [] };
  for (const operation of operations) applyOperation(work, operation);
  const patched = { ...work.resource, schemas: schemasOf(type, work.resource) };
  const cleared = new Set([...work.touched].filter((path) => !isAssignedAt(type, patched, path)));
  return { resource: patched, touched: work.touched, cleared, faults: work.faults };
}

export function applyUserPatch(user: UserResource, body: unknown): Reading<UserResource> {
  return applyPatch(USER, user, body) as Reading<never>;
}

function isAssignedAt(type: ResourceType, resource: ScimResource, path: string): boolean {
  const extension = type.extensions.find(({ schema }) => path.startsWith(`${schema.id}:`))?.schema;
  if (!extension) return resource[path] !== undefined;
  const container = resource[extension.id] as ScimResource | undefined;
  return container?.[path.slice(extension.id.length + 1)] !== undefined;
}

function applyOperation(work: Work, operation: PatchOperation): void {
  const { op, path, index } = operation;
  collectFault(work.faults, { attribute: path ?? `Operations[${index}]`, segments: [] }, () => {
    if (op !== 'remove' && !operation.hasValue) throw invalidValue(`Operations[${index}].value`, 'a value', 'nothing');
    if (path !== undefined) return applyToTarget(work, operation, resolvePath(work.type, path), true);
    if (op === 'remove') {
      throw scimProblem('scim_no_target', `Operations[${index}].path is missing, expected what shall be removed`);
    }
    applyToResource(work, operation);
  });
}

/** @param named whether the client named exactly this; an echo inside a larger value may hold read-only attributes */
function applyToTarget(work: Work, operation: PatchOperation, target: PatchTarget, named: boolean): void {
  if (target.kind === 'schema') return applyToSchema(work, operation, target.schema);
  const { attribute } = target.reference;
  if (attribute.mutability === 'readOnly' || target.subAttribute?.mutability === 'readOnly') {
    if (named) throw readOnly(target);
    return;
  }
  if (attribute.returned === 'never') return; // a password: accepted and forgotten
  collectFault(work.faults, placeOf(target.reference), () => {
    patchAttribute(work.resource, { op: operation.op, target, value: operation.value });
    work.touched.add(target.reference.path);
  });
}

function readOnly(target: AttributeTarget) {
  return scimProblem('scim_mutability', `${pathOf(target)} is read-only, expected a path that can be written`);
}

/** A path that is the URN of a schema: its attributes are in the value; without one, all of them go. */
function applyToSchema(work: Work, operation: PatchOperation, schema: SchemaDefinition): void {
  const removes = operation.op === 'remove' || isUnassigned(operation.value);
  if (!removes) return applyToMembers(work, operation, schema);
  if (schema === work.type.schema) {
    throw scimProblem('scim_mutability', `${schema.id} is the schema of the resource, expected an attribute of it`);
  }
  if (work.resource[schema.id] === undefined) return;
  delete work.resource[schema.id];
  for (const { name } of schema.attributes) work.touched.add(`${schema.id}:${name}`);
}

/** A value that is the resource: attributes plain, dotted, with URN, as value paths (Entra), or nested under a URN. */
function applyToResource(work: Work, operation: PatchOperation): void {
  for (const [key, value] of membersOfValue(operation)) {
    collectFault(work.faults, { attribute: key, segments: [] }, () => {
      const target = findMember(work.type, key);
      if (target) applyToTarget(work, { ...operation, value }, target, false);
    });
  }
}

/** A value that holds attributes of one schema; no further schema can be nested in it. */
function applyToMembers(work: Work, operation: PatchOperation, schema: SchemaDefinition): void {
  for (const [key, value] of membersOfValue(operation)) {
    const name = key.includes(':') ? key : `${schema.id}:${key}`;
    collectFault(work.faults, { attribute: name, segments: [] }, () => {
      const target = findMember(work.type, name);
      if (target?.kind === 'attribute') applyToTarget(work, { ...operation, value }, target, false);
    });
  }
}

function membersOfValue({ value, index }: PatchOperation): [string, unknown][] {
  if (isJsonObject(value)) return Object.entries(value);
  throw invalidValue(`Operations[${index}].value`, 'an object with attributes', describe(value));
}

/** Undefined for a name that means nothing here: unknown attributes are passed over, as in POST and PUT. */
function findMember(type: ResourceType, key: string): PatchTarget | undefined {
  if (key.includes('[')) return findTarget(type, parsePath(key));
  return findTarget(type, { name: key });
}
