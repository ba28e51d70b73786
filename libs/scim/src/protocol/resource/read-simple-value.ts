import type { Problem } from '@app/kernel';
import { parseInstant } from '../filter/parse-instant.js';
import { excerpt } from '../filter/filter-problem.js';
import type { AttributeDefinition } from '../schema/attribute-definition.js';
import { scimProblem } from '../scim-problem.js';

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/;

/** What a client sent, for a detail: its kind, and its beginning where it is short text, number or boolean. */
export function describe(input: unknown): string {
  if (input === null || input === undefined) return 'nothing';
  if (Array.isArray(input)) return `a list of ${input.length}`;
  if (typeof input === 'object') return 'an object';
  return typeof input === 'string' ? `"${excerpt(input)}"` : `${typeof input} ${String(input)}`;
}

/** `invalidValue` in the house's pattern: what is wrong, expected, received. */
export function invalidValue(path: string, expected: string, received: string): Problem {
  return scimProblem('scim_invalid_value', `${path} is wrong, expected ${expected}, received ${received}`);
}

/** Null, empty text and empty list mean unassigned (RFC 7643 §2.5; Okta sends all of them). */
export function isUnassigned(input: unknown): boolean {
  return input === null || input === undefined || input === '' || (Array.isArray(input) && input.length === 0);
}

function readText(definition: AttributeDefinition, input: unknown, path: string): string {
  if (typeof input !== 'string') throw invalidValue(path, 'a text', describe(input));
  if (input.length > definition.maxLength) {
    throw invalidValue(path, `at most ${definition.maxLength} characters`, String(input.length));
  }
  if (/[\u0000\p{Cs}]/u.test(input)) {
    throw invalidValue(path, 'whole Unicode characters without NUL', describe(input));
  }
  return input;
}

function readBoolean(input: unknown, path: string): boolean {
  if (typeof input === 'boolean') return input;
  const word = typeof input === 'string' ? input.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw invalidValue(path, 'true or false', describe(input));
  return word === 'true';
}

function readNumber(type: 'integer' | 'decimal', input: unknown, path: string): number {
  const fits = typeof input === 'number' && Number.isFinite(input) && (type === 'decimal' || Number.isInteger(input));
  if (!fits) throw invalidValue(path, type === 'integer' ? 'a whole number' : 'a number', describe(input));
  return input;
}

/**
 * A value of a simple type. Booleans may come as text, in any case (Entra sends "True").
 * @param input not unassigned
 * @throws Problem 400 invalidValue
 */
export function readSimpleValue(definition: AttributeDefinition, input: unknown, path: string): unknown {
  switch (definition.type) {
    case 'boolean':
      return readBoolean(input, path);
    case 'integer':
    case 'decimal':
      return readNumber(definition.type, input, path);
    case 'string':
    case 'reference':
      return readText(definition, input, path);
    case 'dateTime': {
      const text = readText(definition, input, path);
      if (parseInstant(text) !== undefined) return text;
      throw invalidValue(path, 'a date and time such as "2026-01-31T09:00:00Z"', describe(input));
    }
    case 'binary': {
      const text = readText(definition, input, path);
      if (BASE64.test(text)) return text;
      throw invalidValue(path, 'base64', describe(input));
    }
    case 'complex':
      throw new Error(`${path} is complex`);
  }
}
