import BetterSqlite from 'better-sqlite3';
import type { DatabaseSetting } from '@app/settings';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { Database } from './index.js';
import { write } from './rows.js';
import { BY_KEY_KEPT, query } from './scope.js';
import { sql } from './sql.js';

describe.each(engines)('rows that are kept, on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
    await database.unitOfWork.run((tx) => write(tx, sql`INSERT INTO accounts (id, name, sso_required, preferences, created_at, updated_at) VALUES ('a', 'before', ${false}, '{}', 1, 1)`));
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const find = async (id = 'a') => (await query<{ name: string }>(database.reads, sql`SELECT name FROM accounts WHERE id = ${id}`, BY_KEY_KEPT))[0]?.name;
  const rename = (name: string) => sql`UPDATE accounts SET name = ${name} WHERE id = 'a'`;

  it('are the same until something is committed, and then what was committed', async () => {
    for (const name of ['before', 'once', 'twice']) {
      if (name !== 'before') await database.unitOfWork.run((tx) => write(tx, rename(name)));
      expect([await find(), await find()]).toEqual([name, name]);
    }
  });

  it('are those of their parameters', async () => {
    expect([await find(), await find('b'), await find()]).toEqual(['before', undefined, 'before']);
  });

  it('are gone with whatever else is committed: nobody has to know which rows they were made of', async () => {
    const read = () => query<{ total: number }>(database.reads, sql`SELECT COUNT(*) AS total FROM accounts`, BY_KEY_KEPT).then(([row]) => Number(row?.total));
    expect(await read()).toBe(1);
    await database.unitOfWork.run((tx) => write(tx, sql`DELETE FROM accounts`));
    expect(await read()).toBe(0);
  });

  it('do not show what a unit of work has written before it is committed, and are not read by the unit itself', async () => {
    await find();
    await database.unitOfWork.run(async (tx) => {
      await write(tx, rename('within'));
      expect(await find()).toBe('before');
      expect((await query<{ name: string }>(tx, sql`SELECT name FROM accounts WHERE id = 'a'`, BY_KEY_KEPT))[0]?.name).toBe('within');
    });
    expect(await find()).toBe('within');
  });

  it('are not changed by a unit of work that failed', async () => {
    await find();
    const failing = database.unitOfWork.run(async (tx) => {
      await write(tx, rename('never'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await find()).toBe('before');
  });

  it('are new at once when another process has committed', async () => {
    await find();
    await changeFromOutside(testDatabase.setting);
    expect(await find()).toBe('outside');
  });

  async function changeFromOutside(setting: DatabaseSetting): Promise<void> {
    if (setting.kind === 'sqlite') {
      const connection = new BetterSqlite(setting.path);
      connection.exec("UPDATE accounts SET name = 'outside' WHERE id = 'a'");
      return void connection.close();
    }
    const other = await Database.open(setting);
    await other.unitOfWork.run((tx) => write(tx, rename('outside')));
    await other.close();
  }
});
