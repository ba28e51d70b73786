/** Random users and filters, for property tests of the evaluation in memory and of the translation to SQL. */
import fc from 'fast-check';
// Types alone, so that a spec of the pure half does not load the rest of the library.
import type { ComparisonOperator, Filter } from '@app/scim';

const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
type Comparison = Extract<Filter, { kind: 'comparison' }>;
const COMPARISON_OPERATORS: readonly ComparisonOperator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];

/** Few words, with differences in case and script, so that random filters meet random resources. */
const word = fc.constantFrom(
  'a',
  'A',
  'ab',
  'AB',
  'b',
  'Ä',
  'ä',
  'work',
  'home',
  '%',
  '_',
  '\ud83d\ude00',
  '\uffee',
  '"\\',
);
const instant = fc.constantFrom(
  '2020-01-01T00:00:00Z',
  '2020-01-01T02:00:00+02:00',
  '2020-01-01T00:00:00.001Z',
  '2021-06-30T12:00:00Z',
);

const entry = fc.record({ value: word, type: word, primary: fc.boolean() }, { requiredKeys: ['value'] });

/** At most one is primary, as in every resource that was read. */
const entries = fc.array(entry, { minLength: 1, maxLength: 3 }).map((made) => {
  const first = made.findIndex(({ primary }) => primary === true);
  return made.map((one, index) => (one.primary === true && index !== first ? { ...one, primary: false } : one));
});

/** Users in canonical spelling, most attributes of which are missing now and then. */
export const arbitraryUser = fc.record(
  {
    userName: word,
    externalId: word,
    title: word,
    active: fc.boolean(),
    name: fc.record({ givenName: word, familyName: word }, { requiredKeys: ['givenName'] }),
    emails: entries,
    [ENTERPRISE_USER]: fc.record({ department: word, manager: fc.record({ value: word }) }, { requiredKeys: [] }),
    meta: fc.record({ created: instant }),
  },
  { requiredKeys: ['userName', 'meta'] },
);
export type ArbitraryUser = typeof arbitraryUser extends fc.Arbitrary<infer User> ? User : never;

const named = (text: string) => ({ text, position: 0 });
const texts = fc.constantFrom(...COMPARISON_OPERATORS);
const equality = fc.constantFrom('eq' as const, 'ne' as const);
const order = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le' as const);

const comparison = (
  names: readonly string[],
  operator: fc.Arbitrary<Comparison['operator']>,
  literal: fc.Arbitrary<Comparison['literal']>,
): fc.Arbitrary<Comparison> =>
  fc.record({
    kind: fc.constant('comparison' as const),
    attribute: fc.constantFrom(...names).map(named),
    operator,
    literal,
    literalPosition: fc.constant(0),
  });

const presence = (...names: string[]): fc.Arbitrary<Filter> =>
  fc.constantFrom(...names).map((name) => ({ kind: 'present' as const, attribute: named(name) }));

/** `and` and `or` of two or more that are not of the same kind themselves: what a parser makes of a text. */
const combined = (operand: fc.Arbitrary<Filter>, kind: 'and' | 'or'): fc.Arbitrary<Filter> =>
  fc.array(operand, { minLength: 2, maxLength: 3 }).map((operands) => ({ kind, operands }));

function combinations(leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      combined(tie('filter'), 'and'),
      combined(tie('filter'), 'or'),
      tie('filter').map((operand) => ({ kind: 'not' as const, operand })),
    ),
  })).filter;
}

const insideEmails = combinations(
  fc.oneof(
    comparison(['value', 'TYPE'], texts, word),
    comparison(['type'], equality, fc.constant(null)),
    comparison(['primary'], equality, fc.boolean()),
    presence('type', 'value'),
  ),
);

/** Filters of users that are right by grammar and schema. */
export const arbitraryFilter: fc.Arbitrary<Filter> = combinations(
  fc.oneof(
    comparison(['userName', 'TITLE', 'externalId', 'name.givenName', 'emails', 'Emails.Type'], texts, word),
    comparison([`${ENTERPRISE_USER}:department`, `${ENTERPRISE_USER}:manager`], texts, word),
    comparison(['active'], equality, fc.constantFrom(true, false, 'True', 'false')),
    comparison(['meta.created'], order as fc.Arbitrary<Comparison['operator']>, instant),
    comparison(['title', 'emails.type', 'active'], equality, fc.constant(null)),
    presence('title', 'name', 'name.familyName', 'emails', 'emails.type', ENTERPRISE_USER + ':manager'),
    insideEmails.map((filter) => ({ kind: 'valuePath' as const, attribute: named('emails'), filter })),
  ),
);
