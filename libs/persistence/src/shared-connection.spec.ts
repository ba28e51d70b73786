import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/databases.js';
import { isDatabaseUnavailable } from './database-unavailable.js';
import { PostgresClient } from './postgres-client.js';
import { SharedConnection } from './shared-connection.js';

describe('a connection that readers share', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let shared: SharedConnection;

  beforeAll(async () => {
    database = await createTestDatabase('postgres');
  });
  beforeEach(() => {
    pool = new pg.Pool({ connectionString: database.url, max: 3, pipeline: true, Client: PostgresClient } as pg.PoolConfig);
    pool.on('error', () => undefined);
    shared = new SharedConnection(pool);
  });
  afterEach(() => pool.end());
  afterAll(() => database.drop());

  const ask = (text: string, ...values: number[]) => shared.run({ text, values, form: 'object' });
  const numberOf = async (number: number) => ((await ask('SELECT CAST($1 AS int) AS number', number)).rows as { number: number }[])[0]?.number;
  const backend = async () => ((await ask('SELECT pg_backend_pid() AS pid')).rows as { pid: number }[])[0]?.pid as number;
  const idle = async () => {
    while (pool.idleCount < pool.totalCount) await new Promise((resolve) => setImmediate(resolve));
  };

  it('carries many reads at once, gives each its own answer, and goes back to the pool', async () => {
    const numbers = Array.from({ length: 200 }, (_, position) => position);
    const answers = Promise.all(numbers.map(numberOf));
    expect(await answers).toEqual(numbers);
    await idle();
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
  });

  it('leaves the reads around one that fails alone', async () => {
    const outcomes = await Promise.allSettled([numberOf(1), ask('SELECT 1 / CAST($1 AS int)', 0), numberOf(2)]);
    expect(outcomes).toMatchObject([{ value: 1 }, { status: 'rejected', reason: { code: '22012' } }, { value: 2 }]);
  });

  it('ends with the server’s end of it for those under way, and the next take another', async () => {
    const pid = await backend();
    const waiting = ask('SELECT pg_sleep(20)').catch((error: unknown) => error);
    const behind = numberOf(1).catch((error: unknown) => error);
    await pool.query('SELECT pg_terminate_backend($1)', [pid]);
    expect(isDatabaseUnavailable(await waiting)).toBe(true);
    expect(isDatabaseUnavailable(await behind)).toBe(true);
    expect(await numberOf(3)).toBe(3);
    expect(await backend()).not.toBe(pid);
    await idle();
  });

  it('says to every reader that there is no server', async () => {
    const nowhere = new SharedConnection(new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', Client: PostgresClient } as pg.PoolConfig));
    const failures = await Promise.allSettled([1, 2].map(() => nowhere.run({ text: 'SELECT 1', values: [], form: 'object' })));
    expect(failures).toMatchObject([{ reason: { code: 'ECONNREFUSED' } }, { reason: { code: 'ECONNREFUSED' } }]);
  });
});
