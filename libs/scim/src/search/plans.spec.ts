import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';
import { Database, GroupMemberRepository, type ResourceSearch, ScimGroupRepository, ScimUserRepository, sql } from '@app/persistence';
import { createTestDatabase, engines, type TestDatabase } from '../../../../test/support/databases.js';
import { insertRows } from '../../../../test/support/insert-rows.js';
import { ACCOUNT, INTEGRATION, populationOf } from '../../../../test/support/scim/population.js';
import { GROUP, parseFilter, resolveFilter, USER } from '../protocol/index.js';
import { candidatesOf } from './candidates.js';
import { filterToSql } from './filter-to-sql.js';
import { GroupSources } from './group-sources.js';
import { UserSources } from './user-sources.js';

const PEOPLE = 20_000;
const context = { accountId: ACCOUNT, integrationId: INTEGRATION, baseUrl: 'https://identity.example/api/scim/v2' };

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One of pg's own, or several that travel together. */
interface Sent extends Statement {
  readonly statements?: readonly Statement[];
}

/** Every statement that is run by either driver, so that its plan can be asked for. */
async function statementsOf(run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const { prepare } = BetterSqlite3.prototype;
  const { query } = Client.prototype;
  BetterSqlite3.prototype.prepare = function (this: BetterSqlite3.Database, text: string) {
    statements.push({ text, values: Array<null>(text.split('?').length - 1).fill(null) });
    return prepare.call(this, text) as never;
  } as typeof prepare;
  Client.prototype.query = function (this: Client, ...parameters: [statement: Sent | string]) {
    const [statement] = parameters;
    if (typeof statement === 'object') statements.push(...(statement.statements ?? [statement]).map(({ text, values = [] }) => ({ text, values })).filter(({ text }) => !/^(BEGIN|COMMIT)/.test(text)));
    return query.apply(this, parameters as never) as never;
  } as never;
  try {
    await run();
  } finally {
    BetterSqlite3.prototype.prepare = prepare;
    Client.prototype.query = query;
  }
  return statements;
}

describe.each(engines)('look-ups among many on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  const users = new ScimUserRepository();
  const groups = new ScimGroupRepository();

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
    const people = Array.from({ length: PEOPLE }, (_, at) => ({ userName: `person${at}@example.com`, externalId: `ext${at}`, emails: [{ value: `work${at}@example.com`, type: 'work' }] }));
    const teams = Array.from({ length: 300 }, (_, at) => ({ displayName: `team ${at}`, users: [at * 7, at * 7 + 1], groups: at > 0 ? [at - 1] : [] }));
    await insertRows(testDatabase, populationOf(people, teams));
    if (engine === 'postgres') await onServer([{ text: 'ANALYZE', values: [] }]);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  async function onServer(statements: readonly Statement[]): Promise<object[]> {
    const client = new Client({ connectionString: testDatabase.url });
    await client.connect();
    try {
      const rows: object[] = [];
      for (const { text, values } of statements) rows.push(...((await client.query(text, [...values])).rows as object[]));
      return rows;
    } finally {
      await client.end();
    }
  }

  /** The steps of the engine's plans that read a table, or one account's or integration's part of it, from one end to the other. */
  async function scansOf(run: () => Promise<unknown>): Promise<string[]> {
    const statements = await statementsOf(run);
    expect(statements.length).toBeGreaterThan(0);
    const { setting } = testDatabase;
    if (setting.kind === 'sqlite') return sqliteScans(setting.path, statements);
    // A named statement is planned for its values the first times, and for any values later on.
    const plans = await onServer([
      ...statements.map(({ text, values }) => ({ text: `EXPLAIN ${text}`, values })),
      ...statements.map(({ text }) => ({ text: `EXPLAIN (GENERIC_PLAN) ${text}`, values: [] })),
    ]);
    return plans.flatMap((row) => Object.values(row) as string[]).filter((step) => /Seq Scan on (users|user_emails|user_identifiers|external_ids)/.test(step));
  }

  function sqliteScans(path: string, statements: readonly Statement[]): string[] {
    const connection = new BetterSqlite3(path, { readonly: true });
    connection.function('fold_case', (value) => value);
    const steps = statements.flatMap(({ text, values }) => connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[]);
    connection.close();
    // The counts of an account (c) are added up: a row for every 4,096.
    return steps.map(({ detail }) => detail).filter((detail) => /^SCAN (?!json_each|CONSTANT ROW|\()/.test(detail) || /^SEARCH (?!c ).*\((account_id|integration_id)=\?\)/.test(detail));
  }

  const searchFor = (filter: string, type = USER): ResourceSearch => {
    const sources = type === USER ? new UserSources(context) : new GroupSources(context);
    const resolved = resolveFilter(type, parseFilter(filter));
    return { accountId: ACCOUNT, condition: filterToSql(resolved, sources), candidates: candidatesOf(resolved, sources) };
  };

  const LOOK_UPS = [
    'userName eq "person777@example.com"',
    'email eq "work777@example.com"',
    'emails.value eq "work777@example.com"',
    'emails[type eq "work"].value eq "work777@example.com"',
    'externalId eq "ext777"',
    'id eq "user-777"',
    'userName eq "person777@example.com" or externalId eq "ext777"',
    'userName eq "person777@example.com" and active eq true',
  ];

  it('no look-up that provisioning clients make reads a table to its end', async () => {
    const scanned = await scansOf(async () => {
      for (const filter of LOOK_UPS) {
        const found = await users.list(database.reads, INTEGRATION, searchFor(filter), { limit: 100 }, { groups: true });
        expect([filter, found.map(({ id }) => id)]).toEqual([filter, ['user-777']]);
      }
    });
    expect(scanned).toEqual([]);
  });

  it('neither does a read by id, the first page, the deepest page, nor a look-up of groups', async () => {
    const scanned = await scansOf(async () => {
      await users.find(database.reads, context, 'user-777');
      await users.list(database.reads, INTEGRATION, { accountId: ACCOUNT }, { limit: 100 }, { groups: true });
      const place = await users.seek(database.reads, ACCOUNT, PEOPLE - 50);
      expect(place).toBeDefined();
      const page = await users.list(database.reads, INTEGRATION, { accountId: ACCOUNT }, { after: place, offset: place?.rest ?? 0, limit: 100 }, { groups: true });
      expect(page).toHaveLength(50);
      await groups.list(database.reads, INTEGRATION, searchFor('displayName eq "team 7"', GROUP), { limit: 100 });
      await groups.list(database.reads, INTEGRATION, searchFor('members.value eq "user-7"', GROUP), { limit: 100 });
      await groups.membersOf(database.reads, ['group-7']);
    });
    // A page walks through the account in its order, as far as it is long.
    expect(scanned.filter((step) => step !== 'SEARCH r USING INDEX users_by_account (account_id=?)')).toEqual([]);
  });

  it('neither does adding a member to a group', async () => {
    const members = new GroupMemberRepository();
    const scanned = await scansOf(async () => {
      const { added } = await database.unitOfWork.run((tx) => members.add(tx, ACCOUNT, 'group-7', ['user-4711', 'group-3', 'nobody']));
      expect([...added].sort()).toEqual(['group-3', 'user-4711']);
    });
    expect(scanned).toEqual([]);
  });

  it('binds what a filter says', async () => {
    const search = searchFor(`userName eq "x' OR 1=1 --" or title co "'; DROP TABLE users; --"`);
    expect(JSON.stringify(search.condition?.texts)).not.toContain('DROP');
    expect(await users.list(database.reads, INTEGRATION, search, { limit: 100 }, { groups: false })).toEqual([]);
    expect(await users.count(database.reads, { accountId: ACCOUNT, condition: sql`TRUE` })).toBe(PEOPLE);
  });
});
