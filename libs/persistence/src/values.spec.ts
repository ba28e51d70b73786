import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { Database } from './database.js';
import { query } from './scope.js';
import { sql } from './sql.js';
import { amongSql, valuesOf } from './values.js';

const TEXTS = ['a', 'B', '', ' ', '"', '\\', '\\"', '{}', ',', 'NULL', "'", 'ü😀', 'line\nbreak', '"a","b"'];

describe.each(engines)('lists of values on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const among = async (values: readonly string[]): Promise<string[]> => {
    const rows = await query<{ value: string }>(database.reads, sql`SELECT t.value AS value FROM ${valuesOf(database.reads, TEXTS)} t WHERE ${amongSql(sql`t.value`, values)}`);
    return rows.map(({ value }) => value).sort();
  };

  it('are tables of texts, and found among each other, whatever is in them', async () => {
    expect(await among(TEXTS)).toEqual([...TEXTS].sort());
    for (const text of TEXTS) expect(await among([text])).toEqual([text]);
    expect(await among(['A', 'x', 'null', '"a"'])).toEqual([]);
    expect(await among([])).toEqual([]);
  });
});
