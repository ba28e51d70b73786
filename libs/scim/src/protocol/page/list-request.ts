import { LIMITS } from '../limits.js';
import { membersOf, requireJsonObject, requireMessageSchema } from '../resource/json-object.js';
import { describe, invalidValue } from '../resource/read-simple-value.js';
import { scimProblem } from '../scim-problem.js';

export const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

export type SortOrder = 'ascending' | 'descending';

/** Where a page begins: by index (RFC 7644 §3.4.2.4) or by cursor (RFC 9865 §2; undefined is the first page). */
export type PageStart =
  | { readonly by: 'index'; readonly startIndex: number }
  | { readonly by: 'cursor'; readonly cursor: string | undefined };

/** What a list, or one resource, is asked for: the query of a GET and the body of a `.search` alike. */
export interface ListRequest {
  readonly filter: string | undefined;
  readonly sortBy: string | undefined;
  readonly sortOrder: SortOrder;
  readonly start: PageStart;
  /** 0 to the greatest page. */
  readonly count: number;
  readonly attributes: readonly string[] | undefined;
  readonly excludedAttributes: readonly string[] | undefined;
}

export interface PageLimits {
  readonly defaultCount: number;
  readonly maxCount: number;
}

type Parameters = ReadonlyMap<string, unknown>;

const NAMES = ['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', 'attributes', 'excludedAttributes'];

/**
 * Reads the query of a GET. Unknown parameters are passed over; a known one given twice is refused, because it would be
 * a guess which of the two is meant.
 * @param query as a parser makes it: a text, or a list of texts where the parameter was repeated
 * @throws Problem 400 invalidValue, invalidCount
 */
export function readListQuery(query: Record<string, unknown>, limits: PageLimits = LIMITS.page): ListRequest {
  const parameters = new Map<string, unknown>();
  for (const name of NAMES) {
    const value = Object.hasOwn(query, name) ? query[name] : undefined;
    if (Array.isArray(value)) throw invalidValue(`The parameter ${name}`, 'it once', `it ${value.length} times`);
    if (value !== undefined) parameters.set(name.toLowerCase(), value);
  }
  return readParameters(parameters, limits);
}

/**
 * Reads the body of a `POST …/.search` (RFC 7644 §3.4.3).
 * @throws Problem 400 invalidSyntax, invalidValue, invalidCount
 */
export function readSearchRequest(body: unknown, limits: PageLimits = LIMITS.page): ListRequest {
  const members = membersOf(requireJsonObject(body, 'The body'));
  requireMessageSchema(members, SEARCH_REQUEST);
  return readParameters(members, limits);
}

function readParameters(parameters: Parameters, limits: PageLimits): ListRequest {
  const attributes = readNames(parameters, 'attributes');
  const excludedAttributes = readNames(parameters, 'excludedAttributes');
  if (attributes && excludedAttributes) {
    throw invalidValue('attributes', 'either attributes or excludedAttributes', 'both'); // RFC 7644 §3.9
  }
  const start = readStart(parameters);
  return {
    filter: readText(parameters, 'filter'),
    sortBy: readText(parameters, 'sortBy'),
    sortOrder: readSortOrder(parameters),
    start,
    count: readCount(parameters, start, limits),
    attributes,
    excludedAttributes,
  };
}

/** Undefined where the parameter is absent, null or empty. */
function readText(parameters: Parameters, name: string): string | undefined {
  const value = parameters.get(name.toLowerCase());
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidValue(name, 'a text', describe(value));
  return value.trim() === '' ? undefined : value;
}

/** Names separated by commas, or in a body a list of them. */
function readNames(parameters: Parameters, name: string): readonly string[] | undefined {
  const value = parameters.get(name.toLowerCase());
  if (value === undefined || value === null) return undefined;
  const listed: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  const names = listed.map((entry) => {
    if (typeof entry !== 'string') throw invalidValue(name, 'names of attributes', describe(entry));
    return entry.trim();
  });
  const named = names.filter((entry) => entry !== '');
  return named.length > 0 ? named : undefined;
}

function readSortOrder(parameters: Parameters): SortOrder {
  const order = readText(parameters, 'sortOrder')?.trim().toLowerCase() ?? 'ascending';
  if (order === 'ascending' || order === 'descending') return order;
  throw invalidValue('sortOrder', 'ascending or descending', describe(parameters.get('sortorder')));
}

/** RFC 7644 §3.4.2.4: what is below 1 is 1. An empty cursor asks for the first page (RFC 9865 §2.1). */
function readStart(parameters: Parameters): PageStart {
  const startIndex = readInteger(parameters, 'startIndex');
  const cursor = parameters.get('cursor');
  if (cursor === undefined || cursor === null) return { by: 'index', startIndex: Math.max(startIndex ?? 1, 1) };
  if (typeof cursor !== 'string') {
    throw scimProblem('scim_invalid_cursor', `cursor is wrong, expected a text, received ${describe(cursor)}`);
  }
  if (startIndex !== undefined) throw invalidValue('cursor', 'either cursor or startIndex', 'both');
  return { by: 'cursor', cursor: cursor === '' ? undefined : cursor };
}

/** RFC 7644 §3.4.2.4: negative is 0. What is too much becomes the greatest page; the answer says how many there are. */
function readCount(parameters: Parameters, start: PageStart, limits: PageLimits): number {
  const count = readInteger(parameters, 'count', start.by === 'cursor');
  return Math.min(Math.max(count ?? limits.defaultCount, 0), limits.maxCount);
}

function readInteger(parameters: Parameters, name: string, withCursor = false): number | undefined {
  const value = parameters.get(name.toLowerCase());
  if (value === undefined || value === null || value === '') return undefined;
  const written = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value);
  const number = written ? Number(value) : value;
  if (written || (typeof number === 'number' && Number.isInteger(number))) {
    return Math.min(Math.max(number as number, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  }
  const problem = invalidValue(name, 'a whole number', describe(value));
  throw withCursor ? scimProblem('scim_invalid_count', problem.detail) : problem;
}
