import fc from 'fast-check';
import { Database, ScimGroupRepository, ScimUserRepository } from '@app/persistence';
import { createTestDatabase, engines, type TestDatabase } from '../../../../test/support/databases.js';
import { insertRows } from '../../../../test/support/insert-rows.js';
import { renderGroup } from '../groups/render-group.js';
import {
  ENTERPRISE_USER,
  GROUP,
  USER,
  compareText,
  matches,
  parseFilter,
  primaryEntry,
  resolveAttribute,
  resolveFilter,
  resourceTypes,
  type AttributeDefinition,
  type GroupResource,
  type ResolvedFilter,
  type ResourceType,
  type UserResource,
} from '../protocol/index.js';
import { ReadUsers } from '../users/read-users.js';
import { candidatesOf } from './candidates.js';
import { filterToSql } from './filter-to-sql.js';
import { GroupSources } from './group-sources.js';
import { orderToSql } from './order-to-sql.js';
import { ACCOUNT, INTEGRATION, groupId, populationOf, userId, type Sample, type SampleGroup } from '../../../../test/support/scim/population.js';
import { UserSources } from './user-sources.js';

const BASE_URL = 'https://identity.example/api/scim/v2';
const context = { accountId: ACCOUNT, integrationId: INTEGRATION, baseUrl: BASE_URL };
const sourcesOf = (type: ResourceType) => (type === USER ? new UserSources(context) : new GroupSources(context));

/** Texts that fold, order and escape in ways that a database may see otherwise. */
const TEXTS = ['', 'a', 'A', 'ab', 'Ba', 'b', '%', '_', 'a%b', "o'Brien", '"', '\\', 'ä', 'Ä', 'a\u0308', 'Å', '\u212b', 'ß', 'ẞ', 'Σ', 'ΑΣ', 'ας', 'İ', 'ı', 'Ж', 'ж', '😀', '\ufffd', '中', 'a b', 'ﬁ'];
const text = fc.constantFrom(...TEXTS.filter((sample) => sample !== ''));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const multiValue = fc.record({ value: text, type: optional(fc.constantFrom('work', 'Home', 'other')), display: optional(text) });
const listOf = (entry: fc.Arbitrary<object>) =>
  fc.array(entry, { maxLength: 3 }).chain((entries) => fc.option(fc.nat({ max: 2 }), { nil: 9 }).map((primary) => entries.map((value, at) => (at === primary ? { ...value, primary: true } : value))));

const sample = fc.record({
  name: optional(fc.record({ givenName: optional(text), familyName: optional(text), middleName: optional(text) })),
  displayName: optional(text),
  title: optional(text),
  profileUrl: optional(text),
  active: fc.boolean(),
  moovingon_ai_admin: fc.boolean(),
  firstPhone: optional(fc.constantFrom('+972541234567', '+15551234567')),
  externalId: optional(text),
  emails: optional(listOf(multiValue)),
  phoneNumbers: optional(listOf(multiValue)),
  roles: optional(fc.array(fc.record({ value: text, primary: optional(fc.constant(false)) }), { minLength: 1, maxLength: 2 })),
  addresses: optional(fc.array(fc.record({ locality: text, type: optional(text) }), { minLength: 1, maxLength: 2 })),
  [ENTERPRISE_USER]: optional(fc.record({ department: optional(text), manager: optional(fc.record({ value: fc.constantFrom(userId(0), userId(1), 'stranger') })) })),
}) as fc.Arbitrary<object>;

/** Without what is undefined or empty: nothing of that is ever stored. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(compact) : undefined;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept = compact(inner);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const population = fc.array(sample, { minLength: 24, maxLength: 24 }).map((samples) =>
  samples.map((one, position) => {
    const user = compact(one) as Sample;
    const primary = primaryEntry(user.emails);
    if (primary) primary.value = `${primary.value}${position}`; // unique in the account
    return { ...user, userName: `${TEXTS[1 + (position % (TEXTS.length - 1))]}${position}` };
  }),
);
const [users] = fc.sample(population, { numRuns: 1, seed: 7 }) as [Sample[]];
const groups: SampleGroup[] = [
  { displayName: 'Everybody', users: [0, 1, 2, 3], groups: [1, 2] },
  { displayName: 'ÄRZTE', users: [4, 5], groups: [2] },
  { displayName: 'circle', users: [6], groups: [0] },
  { displayName: 'a%b', users: [], groups: [] },
];

/** Every attribute of a resource type with the names under which a client may ask for it. */
function attributeNames(type: ResourceType): string[] {
  const namesOf = (prefix: string) => ({ name, subAttributes = [] }: AttributeDefinition) => [`${prefix}${name}`, ...subAttributes.map((sub) => `${prefix}${name}.${sub.name}`)];
  return [...type.attributes.flatMap(namesOf('')), ...type.extensions.flatMap(({ schema }) => schema.attributes.flatMap(namesOf(`${schema.id}:`)))];
}

const literalsOf = (type: ResourceType, name: string): fc.Arbitrary<string | boolean | null> => {
  const stored = fc.constantFrom(...TEXTS, 'work', 'home', 'direct', 'indirect', 'User', 'Group', userId(1), groupId(0), 'W/"2"', `${BASE_URL}/Users/${userId(1)}`, `${BASE_URL}/Groups/${groupId(0)}`, ENTERPRISE_USER);
  switch (resolveAttribute(type, name)?.leaf.type) {
    case 'boolean':
      return fc.boolean();
    case 'dateTime':
      return fc.constantFrom('2026-01-03T00:00:00Z', '2026-02-03T00:00:00.002Z', '2026-02-05T02:00:00.0045+02:00', '1970-01-01T00:16:40Z');
    default:
      return stored;
  }
};

const comparison = (type: ResourceType, name: string) =>
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'), fc.oneof({ weight: 9, arbitrary: literalsOf(type, name) }, { weight: 1, arbitrary: fc.constant(null) }))
    .map(([operator, literal]) => (shown: string) => (operator === 'pr' ? `${shown} pr` : `${shown} ${operator} ${JSON.stringify(literal)}`));

function filterText(type: ResourceType): fc.Arbitrary<string> {
  const names = attributeNames(type).filter((name) => name !== 'password');
  const complex = names.filter((name) => resolveAttribute(type, name)?.leaf.type === 'complex');
  const plain = fc.constantFrom(...names).chain((name) => comparison(type, name).map((write) => write(name)));
  const inside = (parent: string) => {
    const subs = resolveAttribute(type, parent)?.attribute.subAttributes ?? [];
    return fc.constantFrom(...subs).chain(({ name }) => comparison(type, `${parent}.${name}`).map((write) => write(name)));
  };
  const valuePath = fc.constantFrom(...complex).chain((parent) =>
    fc
      .tuple(inside(parent), inside(parent), fc.constantFrom('', ' and ', ' or ', 'not'))
      .map(([one, two, how]) => `${parent}[${how === '' ? one : how === 'not' ? `not (${one}) and ${two}` : `${one}${how}${two}`}]`),
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      plain,
      valuePath,
      tie('tree').map((inner) => `not (${inner})`),
      fc.tuple(tie('tree'), tie('tree'), fc.constantFrom('and', 'or')).map(([left, right, how]) => `(${left} ${how} ${right})`),
    ),
  }));
  return tree;
}

describe.each(engines)('filters as SQL on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  const userRows = new ScimUserRepository();
  const groupRows = new ScimGroupRepository();
  const stored: { User: UserResource[]; Group: GroupResource[] } = { User: [], Group: [] };

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
    await insertRows(testDatabase, populationOf(users, groups));
    stored.User = await renderAllUsers();
    stored.Group = await renderAllGroups();
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const everything = { limit: 1_000 };

  async function renderAllUsers(): Promise<UserResource[]> {
    const rows = await userRows.list(database.reads, INTEGRATION, { accountId: ACCOUNT }, everything, { groups: true });
    return new ReadUsers(userRows, { baseUrl: BASE_URL, documentation: '' }).render(database.reads, ACCOUNT, rows);
  }

  async function renderAllGroups(): Promise<GroupResource[]> {
    const rows = await groupRows.list(database.reads, INTEGRATION, { accountId: ACCOUNT }, everything);
    const members = await groupRows.membersOf(database.reads, rows.map(({ id }) => id));
    return rows.map((row) => renderGroup(row, BASE_URL, members.filter(({ group_id }) => group_id === row.id)));
  }

  async function idsBySql(type: ResourceType, filter: ResolvedFilter, withCandidates = true): Promise<string[]> {
    const sources = sourcesOf(type);
    const search = { accountId: ACCOUNT, condition: filterToSql(filter, sources), candidates: withCandidates ? candidatesOf(filter, sources) : undefined };
    const rows = type === USER ? await userRows.list(database.reads, INTEGRATION, search, everything, { groups: false }) : await groupRows.list(database.reads, INTEGRATION, search, everything);
    return rows.map(({ id }) => id);
  }

  const idsInMemory = (type: ResourceType, filter: ResolvedFilter) =>
    (type === USER ? stored.User : stored.Group).filter((resource) => matches(filter, resource)).map(({ id }) => id);

  const tryResolve = (type: ResourceType, written: string): ResolvedFilter | undefined => {
    try {
      return resolveFilter(type, parseFilter(written));
    } catch {
      return undefined;
    }
  };

  it('keeps everything that was sent', () => {
    expect(stored.User).toHaveLength(users.length);
    stored.User.forEach((resource, position) => expect(resource).toMatchObject(users[position] as object));
  });

  it.each(resourceTypes)('finds exactly what an evaluation in memory finds: $name', async (type) => {
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(filterText(type), async (written) => {
        const filter = tryResolve(type, written);
        fc.pre(filter !== undefined);
        if (!filter) return;
        const expected = idsInMemory(type, filter);
        matched += expected.length;
        expect(await idsBySql(type, filter)).toEqual(expected);
      }),
      { numRuns: 1_500, maxSkipsPerRun: 20, seed: 11 },
    );
    expect(matched).toBeGreaterThan(500); // filters that find nothing would prove nothing
  });

  it.each(resourceTypes)('has a translation of every attribute in every operator: $name', async (type) => {
    for (const name of attributeNames(type)) {
      for (const operator of ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']) {
        for (const literal of ['"a"', '""', 'true', '"2026-01-03T00:00:00Z"', 'null']) {
          const filter = tryResolve(type, `${name} ${operator} ${literal}`);
          if (filter) expect([name, operator, literal, await idsBySql(type, filter)]).toEqual([name, operator, literal, idsInMemory(type, filter)]);
        }
      }
      const present = tryResolve(type, `${name} pr`);
      if (present) expect([name, await idsBySql(type, present)]).toEqual([name, idsInMemory(type, present)]);
    }
  });

  it.each([
    ['User', 'userName eq "%NAME"'],
    ['User', 'emails eq "%EMAIL"'],
    ['User', 'emails[type eq "work"].value eq "%EMAIL"'],
    ['User', 'email eq "%EMAIL" or externalId eq "a"'],
    ['User', 'externalId eq "a"'],
    ['User', 'id eq "user-3"'],
    ['User', 'groups.value eq "group-0"'],
    ['Group', 'displayName eq "ärzte"'],
    ['Group', 'members.value eq "user-4"'],
    ['Group', 'members[value eq "user-4"]'],
  ])('%s: finds %s by an index, and the same as without it', async (name, template) => {
    const type = name === 'User' ? USER : GROUP;
    const someone = stored.User.find(({ emails }) => emails?.some((email) => email.type === 'work')) as UserResource;
    const email = someone.emails?.find(({ type: kind }) => kind === 'work')?.value ?? '';
    const written = template.replace('%NAME', JSON.stringify(someone.userName?.toUpperCase()).slice(1, -1)).replace('%EMAIL', JSON.stringify(email).slice(1, -1));
    const filter = resolveFilter(type, parseFilter(written));
    expect(candidatesOf(filter, sourcesOf(type))).toBeDefined();
    const found = await idsBySql(type, filter);
    expect(found).toEqual(await idsBySql(type, filter, false));
    expect(found).toEqual(idsInMemory(type, filter));
  });

  it.each(resourceTypes)('sorts by every attribute as in memory, what has no value last: $name', async (type) => {
    const resources: object[] = type === USER ? stored.User : stored.Group;
    for (const name of attributeNames(type)) {
      const by = resolveAttribute(type, name);
      if (!by || by.leaf.type === 'complex' || by.leaf.returned === 'never') continue;
      for (const order of ['ascending', 'descending'] as const) {
        const search = { accountId: ACCOUNT, order: orderToSql({ by, order }, sourcesOf(type)) };
        const rows = type === USER ? await userRows.list(database.reads, INTEGRATION, search, everything, { groups: false }) : await groupRows.list(database.reads, INTEGRATION, search, everything);
        const keys = resources.map((resource) => sortKey(resource, by.segments, by.leaf.caseExact));
        const expected = sortedPositions(keys, order === 'descending').map((position) => (resources[position] as { id: string }).id);
        expect([name, order, rows.map(({ id }) => id)]).toEqual([name, order, expected]);
      }
    }
  });
});

/** The value that sorting looks at, in memory: of the primary entry, else the first. */
function sortKey(resource: object, segments: readonly string[], caseExact: boolean): string | undefined {
  let value: unknown = resource;
  for (const segment of segments) {
    const entries = Array.isArray(value) ? (value as { primary?: boolean }[]) : [value];
    const entry = entries.find((one) => (one as { primary?: boolean } | undefined)?.primary === true) ?? entries[0];
    value = (entry as Record<string, unknown> | undefined)?.[segment];
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (first === undefined || first === null) return undefined;
  return caseExact ? String(first) : String(first).normalize('NFC').toLowerCase();
}

function sortedPositions(keys: readonly (string | undefined)[], descending: boolean): number[] {
  const compare = (left: number, right: number): number => {
    const [a, b] = [keys[left], keys[right]];
    const order = a === undefined || b === undefined ? Number(a === undefined) - Number(b === undefined) : compareText(a, b);
    return (descending ? -order : order) || left - right;
  };
  return keys.map((_, position) => position).sort(compare);
}
