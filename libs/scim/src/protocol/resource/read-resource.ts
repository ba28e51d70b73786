import type { ResourceType } from '../schema/resource-type.js';
import { GROUP, USER } from '../schema/resource-type.js';
import {
  findExtensionAttribute,
  findSchema,
  referenceTo,
  resolveAttribute,
  type AttributeReference,
} from '../schema/resolve-attribute.js';
import type { SchemaDefinition } from '../schema/schema-definition.js';
import { scimProblem } from '../scim-problem.js';
import { isJsonObject, requireJsonObject } from './json-object.js';
import { describe, invalidValue, isUnassigned } from './read-simple-value.js';
import { assign, collectFault, placeOf, type Fault, type Reading } from './reading.js';
import { readValue } from './read-value.js';
import { schemasOf } from './schemas-of.js';
import type { GroupResource, ScimResource, UserResource } from './scim-resource.js';

/** What is collected while a body is read. */
interface Draft {
  readonly type: ResourceType;
  readonly resource: ScimResource;
  readonly touched: Set<string>;
  readonly cleared: Set<string>;
  readonly faults: Fault[];
}

/**
 * Reads the body of a POST or PUT (RFC 7644 §3.3, §3.5.1): names in any case and with the URN of their schema, read-only
 * and unknown attributes dropped, passwords forgotten, null and empty taken as unassigned, types strict but for booleans
 * as text. Faults are collected; `requireValid` decides on them.
 * @throws Problem 400 invalidSyntax where the body is no object
 */
export function readResource(type: ResourceType, body: unknown): Reading {
  const draft: Draft = { type, resource: {}, touched: new Set(), cleared: new Set(), faults: [] };
  const members = requireJsonObject(body, 'The body');
  checkSchemas(draft, members);
  readMembers(draft, members);
  checkRequired(draft);
  draft.resource.schemas = schemasOf(type, draft.resource);
  return draft;
}

export const readUser = (body: unknown): Reading<UserResource> => readResource(USER, body) as Reading<never>;
export const readGroup = (body: unknown): Reading<GroupResource> => readResource(GROUP, body) as Reading<never>;

function readMembers(draft: Draft, members: Record<string, unknown>): void {
  for (const [key, input] of Object.entries(members)) {
    const schema = findSchema(draft.type, key);
    if (schema) readContainer(draft, schema, input);
    else readMember(draft, resolveAttribute(draft.type, key), input);
  }
}

/** Attributes nested under the URN of a schema; under the core one they are the top-level ones. */
function readContainer(draft: Draft, schema: SchemaDefinition, input: unknown): void {
  if (isUnassigned(input)) return;
  if (!isJsonObject(input)) {
    const problem = invalidValue(schema.id, 'an object', describe(input));
    draft.faults.push({ attribute: schema.id, segments: schema === draft.type.schema ? [] : [schema.id], problem });
    return;
  }
  for (const [key, value] of Object.entries(input)) {
    if (schema === draft.type.schema) readMember(draft, resolveAttribute(draft.type, key), value);
    else {
      const attribute = findExtensionAttribute(draft.type, schema, key);
      readMember(draft, attribute && referenceTo(schema, attribute), value);
    }
  }
}

function readMember(draft: Draft, target: AttributeReference | undefined, input: unknown): void {
  if (!target || target.subAttribute) return;
  const { attribute, path } = target;
  if (attribute.mutability === 'readOnly' || attribute.returned === 'never') return;
  collectFault(draft.faults, placeOf(target), () => {
    if (draft.touched.has(path)) {
      place(draft.resource, target, undefined);
      throw invalidValue(path, 'one value', 'two under names that differ in case or prefix');
    }
    draft.touched.add(path);
    const value = readValue(attribute, input, path);
    if (value === undefined) draft.cleared.add(path);
    else place(draft.resource, target, value);
  });
}

function place(resource: ScimResource, target: AttributeReference, value: unknown): void {
  if (!target.extension) return assign(resource, target.attribute.name, value);
  const extension = { ...(resource[target.extension.id] as ScimResource | undefined) };
  assign(extension, target.attribute.name, value);
  assign(resource, target.extension.id, extension);
}

function checkRequired(draft: Draft): void {
  for (const attribute of draft.type.attributes) {
    const { name, required, mutability } = attribute;
    if (!required || mutability === 'readOnly' || draft.faults.some((fault) => fault.attribute === name)) continue;
    const value = draft.resource[name];
    const blank = typeof value === 'string' && value.trim() === '';
    if (value !== undefined && !blank) continue;
    delete draft.resource[name];
    draft.faults.push({ attribute: name, segments: [name], problem: invalidValue(name, 'a value', 'nothing') });
  }
}

/** Where `schemas` is there, it names the resource type's own (RFC 7643 §3); other URIs are none of our concern. */
function checkSchemas(draft: Draft, members: Record<string, unknown>): void {
  const key = Object.keys(members).find((name) => name.toLowerCase() === 'schemas');
  const input = key === undefined ? undefined : members[key];
  if (isUnassigned(input)) return;
  const listed: unknown[] = Array.isArray(input) ? input : [input];
  if (listed.some((uri) => typeof uri === 'string' && findSchema(draft.type, uri) === draft.type.schema)) return;
  const received = listed.map(describe).join(', ');
  const problem = scimProblem(
    'scim_invalid_syntax',
    `schemas is wrong, expected it to hold "${draft.type.schema.id}", received ${received}`,
  );
  draft.faults.push({ attribute: 'schemas', segments: [], problem });
}
