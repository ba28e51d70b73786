import { LIMITS } from '../limits.js';
import { scimProblem } from '../scim-problem.js';
import { excerpt, filterProblem } from './filter-problem.js';

export type TokenKind = 'word' | 'string' | 'number' | '(' | ')' | '[' | ']' | '.' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As it was written; a string with its quotes. */
  readonly text: string;
  /** Index of the first character, from 0. */
  readonly position: number;
}

// An attribute name, its URN prefix, an operator or a keyword. Sticky, linear: no pattern here can backtrack.
const WORD = /[A-Za-z_$][A-Za-z0-9_$:.\-/%+~@]*/y;
const NUMBER = /-?[0-9][0-9A-Za-z.+-]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
// After the `]` of a value path: `.value`.
const SUB_ATTRIBUTE = /\.[A-Za-z_$][A-Za-z0-9_$-]*/y;

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', STRING],
  ['number', NUMBER],
  ['word', WORD],
  ['.', SUB_ATTRIBUTE],
];

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

function tokenAt(text: string, position: number): Token {
  const character = text[position] as string;
  if (character === '(' || character === ')' || character === '[' || character === ']') {
    return { kind: character, text: character, position };
  }
  for (const [kind, pattern] of PATTERNS) {
    const found = match(pattern, text, position);
    if (found !== undefined) return { kind, text: found, position };
  }
  if (character === '"') throw filterProblem(position, 'expected a closing quote of this text, received none');
  throw filterProblem(position, `expected a name, a value or a bracket, received ${excerpt(text.slice(position))}`);
}

/**
 * Splits a filter, from `start` on, into tokens; the last one is `end`. Linear in the length.
 * @throws Problem invalidFilter for a character that begins no token, and for a text that is too long.
 */
export function tokenize(text: string, start = 0): Token[] {
  if (text.length > LIMITS.filter.characters) {
    const { characters } = LIMITS.filter;
    throw scimProblem(
      'scim_invalid_filter',
      `The filter is too long, expected at most ${characters} characters, received ${text.length}`,
    );
  }
  const tokens: Token[] = [];
  let position = start;
  while (position < text.length) {
    if (/\s/.test(text[position] as string)) {
      position += 1;
      continue;
    }
    const token = tokenAt(text, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}
