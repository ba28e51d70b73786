import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { Relay } from '../../../test/support/relay.js';
import { freePort } from '../../../test/support/start-service.js';
import { Database, isDatabaseUnavailable, sql } from './index.js';
import { query } from './scope.js';

// Longer than a busy machine leaves a connection alone while it works.
const SILENCE = 4_000;

(engines.includes('postgres') ? describe : describe.skip)('a PostgreSQL that falls silent without a word', () => {
  let testDatabase: TestDatabase;
  let relay: Relay;
  let database: Database;

  beforeEach(async () => {
    testDatabase = await createTestDatabase('postgres');
    await (await Database.open(testDatabase.setting)).close();
    relay = new Relay(await freePort(), new URL(testDatabase.url));
    await relay.join();
    database = await Database.open({ kind: 'postgres', url: relay.url }, { silence: SILENCE });
  });
  afterEach(async () => {
    await database.close();
    await relay.cut();
    await testDatabase.drop();
  });

  it('is given up, reading and in the middle of a unit of work, and used again when it answers', async () => {
    let stalled = () => undefined as void;
    const began = new Promise<void>((resolve) => (stalled = resolve));
    const work = database.unitOfWork.run(async (tx) => {
      await query(tx, sql`SELECT 1`);
      relay.stall();
      stalled();
      await query(tx, sql`SELECT 1`);
    });
    const failed = work.then(() => undefined, (error: unknown) => error);
    await began;
    const started = performance.now();
    const reading = await database.ping().then(() => undefined, (error: unknown) => error);
    for (const error of [reading, await failed]) expect(isDatabaseUnavailable(error)).toBe(true);
    expect(performance.now() - started).toBeLessThan(15_000);
    relay.resume();
    await database.ping();
    expect(await database.unitOfWork.run(async (tx) => (await query<{ one: number }>(tx, sql`SELECT 1 AS one`))[0]?.one)).toBe(1);
  }, 30_000);

  it('is waited for while it is silent for less', async () => {
    relay.stall();
    const reading = database.ping();
    await new Promise((resolve) => setTimeout(resolve, SILENCE / 2));
    relay.resume();
    await reading;
  });
});
