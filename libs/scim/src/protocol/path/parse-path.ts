import { LIMITS } from '../limits.js';
import { FilterParser } from '../filter/filter-parser.js';
import { excerpt } from '../filter/filter-problem.js';
import type { Filter } from '../filter/filter-syntax.js';
import { tokenize } from '../filter/tokenize.js';
import { scimProblem } from '../scim-problem.js';

/** A path of PATCH as it was written (RFC 7644 §3.5.2 figure 7): `name`, `name[filter]` or `name[filter].subAttribute`. */
export interface Path {
  /** With its URN prefix; without brackets also with its sub-attribute. */
  readonly name: string;
  readonly filter?: Filter;
  /** What follows the brackets. */
  readonly subAttribute?: string;
}

const NAME = /^[A-Za-z_$][A-Za-z0-9_$:.\-/%+~@]*$/;
const TAIL = /^\.([A-Za-z_$][A-Za-z0-9_$-]*)$/;

export function pathProblem(text: string, expected: string) {
  return scimProblem('scim_invalid_path', `The path is wrong, expected ${expected}, received "${excerpt(text)}"`);
}

/** Index of the bracket that closes the one at `open`: the first outside of a text; -1 where there is none. */
function closingBracket(text: string, open: number): number {
  let quoted = false;
  for (let index = open + 1; index < text.length; index += 1) {
    const character = text[index];
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === ']' && !quoted) return index;
  }
  return -1;
}

/**
 * Parses the path of a PATCH operation, without any schema.
 * @throws Problem 400 invalidPath; 400 invalidFilter for what stands in the brackets
 */
export function parsePath(text: string): Path {
  const trimmed = text.trim();
  const { characters } = LIMITS.filter;
  if (trimmed.length > characters) throw pathProblem(trimmed, `at most ${characters} characters`);
  const open = trimmed.indexOf('[');
  const name = open < 0 ? trimmed : trimmed.slice(0, open).trimEnd();
  if (!NAME.test(name)) throw pathProblem(trimmed, 'an attribute name, such as emails[type eq "work"].value');
  if (open < 0) return { name };
  const close = closingBracket(trimmed, open);
  if (close < 0) throw pathProblem(trimmed, 'a closing "]"');
  const filter = new FilterParser(tokenize(trimmed.slice(0, close), open + 1), true).parseAll();
  const tail = trimmed.slice(close + 1).trim();
  if (tail === '') return { name, filter };
  const subAttribute = TAIL.exec(tail)?.[1];
  if (subAttribute === undefined) throw pathProblem(trimmed, 'nothing or a sub-attribute such as ".value" after "]"');
  return { name, filter, subAttribute };
}
