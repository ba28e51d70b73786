import pg from 'pg';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { PostgresClient } from './postgres-client.js';
import { StatementSkipped } from './postgres-flight.js';
import type { SqlValue } from './sql.js';

(engines.includes('postgres') ? describe : describe.skip)('statements that travel together to PostgreSQL', () => {
  let database: TestDatabase;
  let client: PostgresClient;
  let writes = 0;

  beforeAll(async () => {
    database = await createTestDatabase('postgres');
  });
  beforeEach(async () => {
    client = new PostgresClient({ connectionString: database.url, pipeline: true } as pg.ClientConfig);
    await client.connect();
    await others().query('CREATE TEMPORARY TABLE notes (id int PRIMARY KEY, text text)');
    const { stream } = client.connection;
    const write = stream.write.bind(stream);
    writes = 0;
    stream.write = ((chunk: string) => (writes += 1) && write(chunk)) as typeof stream.write;
  });
  afterEach(() => client.end());
  afterAll(() => database.drop());

  // As TypeORM knows it.
  const others = () => client as pg.Client;
  const run = (text: string, values: SqlValue[] = [], name?: string) => client.run({ text, values, form: 'object', name });
  const insert = (id: number, text: SqlValue) => run('INSERT INTO notes VALUES ($1, $2)', [id, text], 'insert');
  const all = async () => (await run('SELECT id, text FROM notes ORDER BY id', [], 'all')).rows;

  it('go out in one write, and each has its own answer, the first time and when the server knows them', async () => {
    for (const id of [1, 2]) {
      writes = 0;
      const answers = await Promise.all([insert(id, 'α "\' ü'), insert(id + 10, null), all(), run('UPDATE notes SET text = text'), run('SELECT 1 AS one WHERE FALSE')]);
      expect(answers.map((answer) => ('tag' in answer ? [answer.tag, answer.affected, answer.rows] : answer))).toMatchObject([
        ['INSERT 0 1', 1, []],
        ['INSERT 0 1', 1, []],
        expect.arrayContaining([{ id, text: 'α "\' ü' }, { id: id + 10, text: null }]),
        [`UPDATE ${id * 2}`, id * 2, []],
        ['SELECT 0', 0, []],
      ]);
      expect(writes).toBe(1);
    }
  });

  it('are read as lists where that is asked for, with the types that pg gives', async () => {
    const { rows } = await client.run({ text: 'SELECT 1::int, 2.5::float8, true, NULL, $1::text', values: ['x'], form: 'list' });
    expect(rows).toEqual([[1, 2.5, true, null, 'x']]);
  });

  it('may be longer than what is kept for them', async () => {
    const long = 'ü'.repeat(3_000_000);
    const [, { rows }] = await Promise.all([insert(1, long), run('SELECT length(text) AS length FROM notes')]);
    expect(rows).toEqual([{ length: long.length }]);
    await insert(2, 'short');
    expect(await all()).toHaveLength(2);
  });

  it('are not looked at behind one that fails, and work again afterwards, by name too', async () => {
    await insert(1, 'there');
    const outcomes = await Promise.allSettled([run('SELECT 1 AS one', [], 'one'), insert(1, 'twice'), run('SELECT 2 AS two', [], 'two'), insert(2, 'behind')]);
    expect(outcomes).toMatchObject([{ value: { rows: [{ one: 1 }] } }, { reason: { code: '23505' } }, { reason: expect.any(StatementSkipped) }, { reason: { code: '25P02' } }]);
    expect((await Promise.all([run('SELECT 1 AS one', [], 'one'), run('SELECT 2 AS two', [], 'two')])).map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ two: 2 }]]);
    expect(await all()).toEqual([{ id: 1, text: 'there' }]);
  });

  it('may fail at their first use: the server knows their names then, or does not', async () => {
    const divide = (by: number) => run('SELECT 1 / $1::int AS share', [by], 'divide');
    const nonsense = () => run('SELECT nonsense', [], 'nonsense');
    for (const _ of [1, 2]) {
      await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
      await expect(nonsense()).rejects.toMatchObject({ code: '42703' });
    }
    expect((await divide(1)).rows).toEqual([{ share: 1 }]);
  });

  it('stay before the statements of others that come after them in the same turn', async () => {
    const [, { rows }] = await Promise.all([insert(1, 'first'), others().query('SELECT text FROM notes')]);
    expect(rows).toEqual([{ text: 'first' }]);
  });

  it('share their names with no statement of pg’s own', async () => {
    await others().query({ name: 'all', text: 'SELECT id, text FROM notes ORDER BY id' });
    expect(await all()).toEqual([]);
    await insert(1, 'x');
    expect((await others().query({ name: 'insert', text: 'INSERT INTO notes VALUES ($1, $2)', values: [2, 'y'] })).rowCount).toBe(1);
    expect(await all()).toHaveLength(2);
  });

  it('all fail with the connection', async () => {
    client.on('error', () => undefined);
    const waiting = [run('SELECT 1'), run('SELECT pg_terminate_backend(pg_backend_pid())'), run('SELECT 2')];
    expect(await Promise.allSettled(waiting)).toMatchObject([{ status: 'fulfilled' }, { reason: { code: '57P01' } }, { reason: { code: '57P01' } }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(run('SELECT 3')).rejects.toThrow('connection error');
  });
});
