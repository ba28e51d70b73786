import { foldCase } from '@app/kernel';
import fc from 'fast-check';
import { ENTERPRISE_USER, USER, matches, parseFilter, printFilter, resolveFilter, resolvePath } from '../index.js';
import { arbitraryFilter, arbitraryUser } from '../../../../../test/support/scim/arbitraries.js';
import { valueOrRefusal } from '../../../../../test/support/scim/refusal.js';
import type { Comparison, Filter } from './filter-syntax.js';

/** The tree without positions: what the text means. */
const meaning = (filter: Filter): unknown =>
  JSON.parse(JSON.stringify(filter, (key, value: unknown) => (/position$/i.test(key) ? undefined : value)));

type Json = Record<string, unknown>;
type Compare = (comparison: Comparison, actual: unknown) => boolean;

/** Code points as numbers, so that arrays compare as the order of `COLLATE "C"` does. */
const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) as number);

function order(left: number[], right: number[]): number {
  for (let index = 0; ; index += 1) {
    if (index === left.length || index === right.length) return left.length - right.length;
    if (left[index] !== right[index]) return (left[index] as number) - (right[index] as number);
  }
}

/** A second evaluation, written from the words of `ResolvedFilter` and sharing nothing with the first. */
const compare: Compare = ({ attribute, operator, literal }, actual) => {
  const name = attribute.text.toLowerCase();
  if (literal === null) return (actual === undefined) === (operator === 'eq');
  if (name === 'active' || name === 'primary') {
    const same = actual === (String(literal).toLowerCase() === 'true');
    return operator === 'eq' ? same : !same;
  }
  if (actual === undefined) return operator === 'ne';
  const exact = name === 'externalid' || name.endsWith('manager');
  const fold = (text: unknown) => (exact ? String(text) : foldCase(String(text)));
  const isTime = name === 'meta.created';
  const difference = isTime
    ? Date.parse(String(actual)) - Date.parse(String(literal))
    : order(codePoints(fold(actual)), codePoints(fold(literal)));
  const results: Record<string, boolean> = {
    eq: difference === 0,
    ne: difference !== 0,
    gt: difference > 0,
    ge: difference >= 0,
    lt: difference < 0,
    le: difference <= 0,
    co: fold(actual).split(fold(literal)).length > 1,
    sw: fold(actual).slice(0, fold(literal).length) === fold(literal),
    ew: fold(literal).length <= fold(actual).length && fold(actual).slice(-fold(literal).length) === fold(literal),
  };
  return results[operator] as boolean;
};

/** All values of a name, each undefined where it is missing. */
function values(user: Json, name: string): unknown[] {
  const emails = (user.emails ?? [{}]) as Json[];
  const extension = (user[ENTERPRISE_USER] ?? {}) as Json;
  const person = (user.name ?? {}) as Json;
  const known: Record<string, unknown[]> = {
    username: [user.userName],
    title: [user.title],
    externalid: [user.externalId],
    active: [user.active],
    name: [user.name],
    'name.givenname': [person.givenName],
    'name.familyname': [person.familyName],
    emails: emails.map(({ value }) => value),
    'emails.type': emails.map(({ type }) => type),
    'meta.created': [(user.meta as Json).created],
    [`${ENTERPRISE_USER}:department`.toLowerCase()]: [extension.department],
    [`${ENTERPRISE_USER}:manager`.toLowerCase()]: [(extension.manager as Json | undefined)?.value],
  };
  return known[name.toLowerCase()] as unknown[];
}

function naive(filter: Filter, read: (name: string) => unknown[], user: Json): boolean {
  if (filter.kind === 'and') return filter.operands.every((operand) => naive(operand, read, user));
  if (filter.kind === 'or') return filter.operands.some((operand) => naive(operand, read, user));
  if (filter.kind === 'not') return !naive(filter.operand, read, user);
  if (filter.kind === 'present') return read(filter.attribute.text).some((value) => value !== undefined);
  if (filter.kind === 'comparison') return read(filter.attribute.text).some((value) => compare(filter, value));
  if (filter.kind !== 'valuePath') throw new Error('no such filter');
  const emails = (user.emails ?? []) as Json[];
  return emails.some((entry) => {
    // RFC 7643 §2.4: primary that is not given is false.
    const one: Json = { ...entry, primary: entry.primary ?? false };
    return naive(filter.filter, (name) => [one[name.toLowerCase()]], user);
  });
}

describe('filters, for any', () => {
  it('are read again as they were printed', () => {
    fc.assert(
      fc.property(arbitraryFilter, (filter) => {
        expect(meaning(parseFilter(printFilter(filter)))).toEqual(meaning(filter));
      }),
    );
  });

  it('match what a second, plain evaluation of their words matches', () => {
    let matched = 0;
    fc.assert(
      fc.property(arbitraryFilter, arbitraryUser, (filter, user) => {
        const expected = naive(filter, (name) => values(user as Json, name), user as Json);
        if (expected) matched += 1;
        expect(matches(resolveFilter(USER, filter), user)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    expect(matched).toBeGreaterThan(300); // a test in which nothing matches would prove little
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...'userName emails active eq ne co pr and or not ( ) [ ] . "a" "a "\\" 5 -1e9 true null __proto__ constructor'.split(
      ' ',
    ),
    ' ',
    ' ',
    'urn:ietf:params:scim:schemas:core:2.0:User:',
    'emails[type eq "work"]',
  );
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' ')),
    fc.tuple(piece, fc.nat(6_000)).map(([text, count]) => text.repeat(count)),
  );

  it.each([
    ['as a filter', (text: string) => resolveFilter(USER, parseFilter(text))],
    ['as a path', (text: string) => resolvePath(USER, text)],
  ])('%s is one, or a refusal of status 400 with a scimType', (_, read) => {
    fc.assert(
      fc.property(noise, (text) => {
        const result = valueOrRefusal(() => read(text));
        if (result instanceof Error) {
          expect(result.status).toBe(400);
          expect(['invalidFilter', 'invalidPath']).toContain(result.members.scimType);
        }
        expect(({} as Json).polluted).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('of the greatest length takes no more than a moment', () => {
    const worst = [
      '"'.repeat(4_096),
      `"${'\\"'.repeat(2_047)}`,
      '('.repeat(4_096),
      'not('.repeat(1_024),
      'a[a['.repeat(1_024),
      'a pr or '.repeat(512),
      '1'.repeat(4_096),
      `title eq "${'\\u0041'.repeat(680)}"`,
    ];
    const start = performance.now();
    for (const text of worst) valueOrRefusal(() => resolveFilter(USER, parseFilter(text)));
    for (const text of worst) valueOrRefusal(() => resolvePath(USER, `emails[${text}`.slice(0, 4_096)));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
