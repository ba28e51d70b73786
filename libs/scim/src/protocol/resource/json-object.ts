import { scimProblem } from '../scim-problem.js';
import { describe } from './read-simple-value.js';

export function isJsonObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** @throws Problem 400 invalidSyntax where a body is no JSON object */
export function requireJsonObject(input: unknown, what: string): Record<string, unknown> {
  if (isJsonObject(input)) return input;
  throw scimProblem('scim_invalid_syntax', `${what} is wrong, expected a JSON object, received ${describe(input)}`);
}

/**
 * The members of a protocol message by lower-cased name, so that Entra's `Operations` and others' `operations` are one.
 * A Map, because the names are the client's.
 */
export function membersOf(message: Record<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(message).map(([name, value]) => [name.toLowerCase(), value]));
}

/** @throws Problem 400 invalidSyntax where the message does not name its schema (RFC 7644 §3.1) */
export function requireMessageSchema(members: ReadonlyMap<string, unknown>, schema: string): void {
  const schemas = members.get('schemas');
  const listed: unknown[] = Array.isArray(schemas) ? schemas : [schemas];
  const named = listed.some((uri) => typeof uri === 'string' && uri.toLowerCase() === schema.toLowerCase());
  if (named) return;
  throw scimProblem(
    'scim_invalid_syntax',
    `schemas is wrong, expected ["${schema}"], received ${listed.map(describe).join(', ')}`,
  );
}
