import { Problem } from '@app/kernel';
import { excerpt } from '../filter/filter-problem.js';
import { LIMITS } from '../limits.js';
import { isJsonObject, membersOf, requireJsonObject, requireMessageSchema } from '../resource/json-object.js';
import { describe, invalidValue } from '../resource/read-simple-value.js';
import { resourceTypes, type ResourceType } from '../schema/resource-type.js';
import { scimProblem } from '../scim-problem.js';
import { referencesIn } from './bulk-references.js';

export const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

export type BulkMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An operation that can be carried out, once its references are resolved. */
export interface BulkOperation {
  /** From 0: its place in the request. */
  readonly index: number;
  readonly method: BulkMethod;
  readonly type: ResourceType;
  /** The resource's id, or `bulkId:…`; undefined for a POST. */
  readonly target: string | undefined;
  /** Required for a POST; given back with the answer. */
  readonly bulkId: string | undefined;
  /** ETag that the resource must have, as `If-Match`. */
  readonly version: string | undefined;
  /** Undefined for a DELETE. */
  readonly data: Record<string, unknown> | undefined;
  /** The bulkIds that `target` and `data` refer to. */
  readonly references: ReadonlySet<string>;
}

/** An operation that is wrong in itself: it is answered with its problem, and counts as an error. */
export interface RefusedOperation {
  readonly index: number;
  /** As it was sent, where it was a text at all. */
  readonly method: string | undefined;
  readonly bulkId: string | undefined;
  readonly problem: Problem;
}

export interface BulkRequest {
  /** After how many errors the request ends; undefined: never. */
  readonly failOnErrors: number | undefined;
  readonly operations: readonly (BulkOperation | RefusedOperation)[];
}

const METHODS: ReadonlyMap<string, BulkMethod> = new Map([
  ['POST', 'POST'],
  ['PUT', 'PUT'],
  ['PATCH', 'PATCH'],
  ['DELETE', 'DELETE'],
]);

/**
 * Reads a bulk request (RFC 7644 §3.7). What is wrong with one operation is that operation's answer.
 * @throws Problem 400 invalidSyntax, invalidValue for the message itself; 413 for too many operations
 */
export function readBulkRequest(body: unknown, maxOperations: number = LIMITS.bulk.operations): BulkRequest {
  const members = membersOf(requireJsonObject(body, 'The body'));
  requireMessageSchema(members, BULK_REQUEST);
  const operations = members.get('operations');
  if (!Array.isArray(operations)) throw syntax('Operations', 'a list of operations', describe(operations));
  if (operations.length > maxOperations) {
    throw scimProblem(
      'scim_payload_too_large',
      `Operations is too long, expected at most ${maxOperations} in one request, received ${operations.length}`,
    );
  }
  const failOnErrors = readFailOnErrors(members.get('failonerrors'));
  return { failOnErrors, operations: refuseRepeatedIds(operations.map(readSafely)) };
}

function syntax(what: string, expected: string, received: string) {
  return scimProblem('scim_invalid_syntax', `${what} is wrong, expected ${expected}, received ${received}`);
}

function readFailOnErrors(input: unknown): number | undefined {
  if (input === undefined || input === null) return undefined;
  if (typeof input === 'number' && Number.isSafeInteger(input) && input >= 1) return input;
  throw invalidValue('failOnErrors', 'a whole number of at least 1', describe(input));
}

function readSafely(input: unknown, index: number): BulkOperation | RefusedOperation {
  try {
    return readOperation(input, index);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const members = isJsonObject(input) ? membersOf(input) : new Map<string, unknown>();
    const text = (name: string) => {
      const value = members.get(name);
      return typeof value === 'string' ? value : undefined;
    };
    return { index, method: text('method'), bulkId: text('bulkid'), problem: error };
  }
}

function readOperation(input: unknown, index: number): BulkOperation {
  const where = `Operations[${index}]`;
  const members = membersOf(requireJsonObject(input, where));
  const method = readMethod(members.get('method'), where);
  const { type, target } = readPath(members.get('path'), method, where);
  const bulkId = readText(members, 'bulkId', where);
  if (method === 'POST' && bulkId === undefined)
    throw syntax(`${where}.bulkId`, 'a text, as for every POST', 'nothing');
  const version = readText(members, 'version', where);
  const data = method === 'DELETE' ? undefined : requireJsonObject(members.get('data'), `${where}.data`);
  const references = referencesIn({ target, data }, where);
  return { index, method, type, target, bulkId, version, data, references };
}

function readMethod(input: unknown, where: string): BulkMethod {
  const method = typeof input === 'string' ? METHODS.get(input.toUpperCase()) : undefined;
  if (method) return method;
  throw syntax(`${where}.method`, '"POST", "PUT", "PATCH" or "DELETE"', describe(input));
}

function readText(members: ReadonlyMap<string, unknown>, name: string, where: string): string | undefined {
  const value = members.get(name.toLowerCase());
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw syntax(`${where}.${name}`, 'a text', describe(value));
}

function readPath(input: unknown, method: BulkMethod, where: string): Pick<BulkOperation, 'type' | 'target'> {
  const expected = method === 'POST' ? 'a path such as "/Users"' : 'a path such as "/Users/<id>"';
  const parts = typeof input === 'string' ? /^\/([A-Za-z]+)(?:\/([^/?#]+))?\/?$/.exec(input) : null;
  const type = resourceTypes.find(({ endpoint }) => endpoint === `/${parts?.[1] ?? ''}`);
  const target = decode(parts?.[2]);
  if (!type || (target === undefined) !== (method === 'POST')) {
    throw syntax(`${where}.path`, expected, typeof input === 'string' ? `"${excerpt(input)}"` : describe(input));
  }
  return { type, target };
}

function decode(segment: string | undefined): string | undefined {
  try {
    return segment && decodeURIComponent(segment);
  } catch {
    return segment; // no percent-encoding: an id that cannot exist
  }
}

/** Two POSTs under one bulkId: a reference to it would mean either, so that the second is refused. */
function refuseRepeatedIds(operations: (BulkOperation | RefusedOperation)[]): (BulkOperation | RefusedOperation)[] {
  const seen = new Set<string>();
  return operations.map((operation) => {
    const { index, method, bulkId } = operation;
    if (method !== 'POST' || bulkId === undefined) return operation;
    if (!seen.has(bulkId)) {
      seen.add(bulkId);
      return operation;
    }
    const problem = syntax(`Operations[${index}].bulkId`, 'one that no other POST has', `"${excerpt(bulkId)}" again`);
    return { index, method, bulkId, problem };
  });
}
