import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';
import { Database, type ResourceSearch, ScimGroupRepository, ScimUserRepository, sql } from '@app/persistence';
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

/** Every statement that better-sqlite3 prepares, so that its plan can be asked for. */
function recordStatements(): { statements: string[]; stop(): void } {
  const statements: string[] = [];
  const { prepare } = BetterSqlite3.prototype;
  BetterSqlite3.prototype.prepare = function (this: BetterSqlite3.Database, text: string) {
    statements.push(text);
    return prepare.call(this, text) as never;
  } as typeof prepare;
  return { statements, stop: () => (BetterSqlite3.prototype.prepare = prepare) };
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
    await onServer('ANALYZE');
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  async function onServer(statement: string): Promise<unknown[]> {
    const { setting } = testDatabase;
    if (setting.kind === 'sqlite') return [];
    const client = new Client({ connectionString: setting.url });
    await client.connect();
    try {
      return (await client.query(statement)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  /** Tables that were read from one end to the other while it ran. */
  async function tablesScannedBy(run: () => Promise<unknown>): Promise<string[]> {
    const { setting } = testDatabase;
    if (setting.kind === 'sqlite') return scannedOnSqlite(setting.path, run);
    const counts = async () => new Map((await onServer("SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname IN ('users', 'user_emails', 'user_identifiers', 'external_ids', 'group_members')")).map((row) => Object.values(row as object) as [string, string]));
    const settled = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_200)); // statistics are sent at the end of a transaction, at most once a second
      await database.ping();
      return counts();
    };
    const before = await settled();
    await run();
    const after = await settled();
    return [...after].flatMap(([table, scans]) => (scans === before.get(table) ? [] : [table]));
  }

  async function scannedOnSqlite(path: string, run: () => Promise<unknown>): Promise<string[]> {
    const recording = recordStatements();
    try {
      await run();
    } finally {
      recording.stop();
    }
    const connection = new BetterSqlite3(path, { readonly: true });
    connection.function('fold_case', (value) => value);
    const plans = recording.statements.flatMap((text) => connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array<null>(text.split('?').length - 1).fill(null)) as { detail: string }[]);
    connection.close();
    expect(plans.length).toBeGreaterThan(0);
    return plans.map(({ detail }) => detail).filter((detail) => /^SCAN [a-z]\b/.test(detail) || /\((account_id|integration_id)=\?\)/.test(detail));
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
    const scanned = await tablesScannedBy(async () => {
      for (const filter of LOOK_UPS) {
        const found = await users.list(database.reads, INTEGRATION, searchFor(filter), { limit: 100 }, { groups: true });
        expect([filter, found.map(({ id }) => id)]).toEqual([filter, ['user-777']]);
      }
    });
    expect(scanned).toEqual([]);
  });

  it('neither does a read by id, the first page, the deepest page, nor a look-up of groups', async () => {
    const scanned = await tablesScannedBy(async () => {
      await users.find(database.reads, context, 'user-777');
      const place = await users.seek(database.reads, ACCOUNT, PEOPLE - 50);
      expect(place).toBeDefined();
      const page = await users.list(database.reads, INTEGRATION, { accountId: ACCOUNT }, { after: place, offset: place?.rest ?? 0, limit: 100 }, { groups: true });
      expect(page).toHaveLength(50);
      await groups.list(database.reads, INTEGRATION, searchFor('displayName eq "team 7"', GROUP), { limit: 100 });
      await groups.list(database.reads, INTEGRATION, searchFor('members.value eq "user-7"', GROUP), { limit: 100 });
      await groups.membersOf(database.reads, ['group-7']);
    });
    // The counts of an account, added up: a row for every 4,096.
    expect(scanned.filter((detail) => !detail.startsWith('SEARCH c USING'))).toEqual([]);
  });

  it('binds what a filter says', async () => {
    const search = searchFor(`userName eq "x' OR 1=1 --" or title co "'; DROP TABLE users; --"`);
    expect(JSON.stringify(search.condition?.texts)).not.toContain('DROP');
    expect(await users.list(database.reads, INTEGRATION, search, { limit: 100 }, { groups: false })).toEqual([]);
    expect(await users.count(database.reads, { accountId: ACCOUNT, condition: sql`TRUE` })).toBe(PEOPLE);
  });
});
