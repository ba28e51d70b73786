import { FilterParser } from './filter-parser.js';
import type { Filter } from './filter-syntax.js';
import { tokenize } from './tokenize.js';

/**
 * Parses a filter (RFC 7644 §3.4.2.2), without any schema: names are looked up by `resolveFilter`.
 * @throws Problem 400 invalidFilter with the position and what was expected there.
 */
export function parseFilter(text: string): Filter {
  return new FilterParser(tokenize(text)).parseAll();
}
