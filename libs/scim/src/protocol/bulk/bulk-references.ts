import { excerpt } from '../filter/filter-problem.js';
import { isJsonObject } from '../resource/json-object.js';
import { scimProblem } from '../scim-problem.js';

/** Far deeper than any resource or PATCH, and far from the end of the stack. */
const MAX_DEPTH = 32;
const REFERENCE = /^bulkId:(.+)$/s;
/** Inside the value path of a PATCH: `members[value eq "bulkId:x"]`. */
const QUOTED_REFERENCE = /"bulkId:([^"\\]+)"/g;

/**
 * The bulkIds that an operation refers to (RFC 7644 §3.7.2): texts that are `bulkId:…` as a whole, and in paths of PATCH.
 * @throws Problem 400 invalidSyntax where the data is nested too deeply to be any resource
 */
export function referencesIn(value: unknown, where: string): Set<string> {
  const found = new Set<string>();
  collect(value, 0, found, where);
  return found;
}

function collect(value: unknown, depth: number, found: Set<string>, where: string): void {
  if (depth > MAX_DEPTH) {
    throw scimProblem(
      'scim_invalid_syntax',
      `${where}.data is nested too deeply, expected at most ${MAX_DEPTH} levels`,
    );
  }
  if (typeof value === 'string') {
    const whole = REFERENCE.exec(value)?.[1];
    if (whole !== undefined) found.add(whole);
    else for (const [, id] of value.matchAll(QUOTED_REFERENCE)) found.add(id as string);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collect(inner, depth + 1, found, where);
  }
}

/** Stands for what is left out: an element of a list, a member of an object, the object that a reference is the value of. */
const WITHHELD = Symbol('withheld');

/**
 * The data with its references replaced by ids.
 * @param ids of the resources that the POSTs before made, by bulkId
 * @param withheld references that are left out, because they are part of a circle
 * @throws Problem 409 for a reference to an operation that has failed or that does not exist
 */
export function resolveReferences<T>(data: T, ids: ReadonlyMap<string, string>, withheld?: ReadonlySet<string>): T {
  const resolved = resolve(data, ids, withheld ?? new Set());
  return (resolved === WITHHELD ? undefined : resolved) as T;
}

function resolve(value: unknown, ids: ReadonlyMap<string, string>, withheld: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return resolveText(value, ids, withheld);
  if (Array.isArray(value)) {
    return value.map((inner) => resolve(inner, ids, withheld)).filter((inner) => inner !== WITHHELD);
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner, ids, withheld)] as const);
  const lost = entries.some(([key, inner]) => inner === WITHHELD && key.toLowerCase() === 'value');
  // fromEntries defines properties and calls no setter, so that a member `__proto__` is a member.
  return lost ? WITHHELD : Object.fromEntries(entries.filter(([, inner]) => inner !== WITHHELD));
}

function resolveText(text: string, ids: ReadonlyMap<string, string>, withheld: ReadonlySet<string>): unknown {
  const whole = REFERENCE.exec(text)?.[1];
  if (whole === undefined) return text.replace(QUOTED_REFERENCE, (_, id: string) => `"${idOf(id, ids)}"`);
  return withheld.has(whole) ? WITHHELD : idOf(whole, ids);
}

function idOf(bulkId: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(bulkId);
  if (id !== undefined) return id;
  throw scimProblem(
    'scim_conflict',
    `The reference bulkId:${excerpt(bulkId)} is wrong, expected a POST of this request that succeeded, received none`,
  );
}
