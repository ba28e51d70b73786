import { membersOf, requireJsonObject, requireMessageSchema } from '../resource/json-object.js';
import { describe, isUnassigned } from '../resource/read-simple-value.js';
import { scimProblem } from '../scim-problem.js';

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export type PatchVerb = 'add' | 'replace' | 'remove';

/** One operation of a PATCH, its structure checked. */
export interface PatchOperation {
  /** Lower case, however it was sent. */
  readonly op: PatchVerb;
  /** Undefined where it was absent, null or empty. */
  readonly path: string | undefined;
  /** Whether there is a `value` at all. */
  readonly hasValue: boolean;
  readonly value: unknown;
  /** From 0, for details. */
  readonly index: number;
}

const VERBS: ReadonlyMap<string, PatchVerb> = new Map([
  ['add', 'add'],
  ['replace', 'replace'],
  ['remove', 'remove'],
]);

function wrong(what: string, expected: string, received: unknown) {
  return scimProblem('scim_invalid_syntax', `${what} is wrong, expected ${expected}, received ${describe(received)}`);
}

function readOperation(input: unknown, index: number): PatchOperation {
  const where = `Operations[${index}]`;
  const members = membersOf(requireJsonObject(input, where));
  const verb = members.get('op');
  const op = typeof verb === 'string' ? VERBS.get(verb.toLowerCase()) : undefined;
  if (!op) throw wrong(`${where}.op`, '"add", "replace" or "remove"', verb);
  const path = members.get('path');
  if (typeof path !== 'string' && !isUnassigned(path)) throw wrong(`${where}.path`, 'a text', path);
  return {
    op,
    path: typeof path === 'string' && path.trim() !== '' ? path : undefined,
    hasValue: members.has('value'),
    value: members.get('value'),
    index,
  };
}

/**
 * Reads the message of a PATCH (RFC 7644 §3.5.2): operators in any case (Entra's `Add`); no operation at all is a change
 * of nothing (Entra).
 * @param limit most operations
 * @throws Problem 400 invalidSyntax, 413
 */
export function readPatchRequest(body: unknown, limit: number): PatchOperation[] {
  const members = membersOf(requireJsonObject(body, 'The body'));
  requireMessageSchema(members, PATCH_OP);
  const operations = members.get('operations');
  if (!Array.isArray(operations)) throw wrong('Operations', 'a list of operations', operations);
  if (operations.length > limit) {
    throw scimProblem(
      'scim_payload_too_large',
      `Operations is too long, expected at most ${limit} in one request, received ${operations.length}`,
    );
  }
  return operations.map(readOperation);
}
