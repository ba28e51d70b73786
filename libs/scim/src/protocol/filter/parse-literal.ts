import { excerpt, filterProblem } from './filter-problem.js';
import type { Literal } from './filter-syntax.js';
import type { Token } from './tokenize.js';

const EXPECTED = 'expected a value (a text in double quotes, a number, true, false or null)';
const KEYWORDS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parseText(token: Token): string {
  let value: string;
  try {
    value = JSON.parse(token.text) as string;
  } catch {
    throw filterProblem(token.position, `expected a text with JSON's escapes, received ${excerpt(token.text)}`);
  }
  // NUL and half characters can be stored in no database, so nothing can equal them.
  if (/[\u0000\p{Cs}]/u.test(value)) {
    throw filterProblem(token.position, 'expected a text of whole Unicode characters without NUL');
  }
  return value;
}

function parseNumber(token: Token): number {
  if (!/^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(token.text)) {
    throw filterProblem(token.position, `expected a number as in JSON, received ${excerpt(token.text)}`);
  }
  const value = Number(token.text);
  if (!Number.isFinite(value)) throw filterProblem(token.position, 'expected a number that is not beyond all bounds');
  return value;
}

/** The value of a comparison: a JSON literal; the keywords in any case, as Entra writes `True`. */
export function parseLiteral(token: Token): Literal {
  if (token.kind === 'string') return parseText(token);
  if (token.kind === 'number') return parseNumber(token);
  const keyword = token.kind === 'word' ? KEYWORDS.get(token.text.toLowerCase()) : undefined;
  if (keyword !== undefined) return keyword;
  if (token.kind === 'end') throw filterProblem(token.position, `${EXPECTED}, received the end of the filter`);
  throw filterProblem(token.position, `${EXPECTED}, received ${excerpt(token.text)}`);
}
