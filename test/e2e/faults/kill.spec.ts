import { type Customer, setUpCustomer } from '../../support/customer.js';
import { createTestDatabase, engines, type TestDatabase } from '../../support/databases.js';
import { findHalves, findLostWrites } from '../../support/faults/account-of-writes.js';
import { type KnownPerson, WriteLoad } from '../../support/faults/write-load.js';
import { InstalledService } from '../../support/installed-service.js';
import { killStarted, until } from '../../support/npm-start.js';
import { changeRows, readRows } from '../../support/read-rows.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';

/** A few in the run of all tests; `npm run test:faults` sets 50 and prints what it has measured. */
const KILLS = Number(process.env.FAULT_KILLS ?? 3);
// It is killed after so many answers at the latest, at a time that nobody can foresee.
const ANSWERS_AT_MOST = 150;

describe.each(engines)('a service on %s that is killed (kill -9) while it writes', (engine) => {
  let database: TestDatabase;
  let receiver: WebhookReceiver;
  let service: InstalledService;
  let customer: Customer;
  let load: WriteLoad;
  const starts: number[] = [];

  beforeAll(async () => {
    [database, receiver] = await Promise.all([createTestDatabase(engine), WebhookReceiver.start()]);
    service = await InstalledService.at(database.url);
    await service.start();
    customer = await setUpCustomer(service.url, { webhookUrl: `${receiver.url}/hook` });
    load = new WriteLoad(customer);
  }, 150_000);
  afterAll(async () => {
    await killStarted();
    await receiver.stop();
    await database.drop();
    if (process.env.FAULT_KILLS) report();
  });

  const report = () =>
    process.stderr.write(
      `\n${engine}: killed ${KILLS} times under load; ${load.acknowledged} acknowledged writes, each is there; slowest start ${Math.round(Math.max(...starts))} ms\n`,
    );

  it(`has every acknowledged write, nothing by half, and a clean next start, ${KILLS} times`, async () => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const before = load.acknowledged;
      load.begin();
      const answered = before + 1 + Math.round(Math.random() * ANSWERS_AT_MOST);
      await until(() => load.acknowledged >= answered);
      await service.kill();
      await load.end();
      starts.push(await service.start());
      expect(await findLostWrites(database.setting, load)).toEqual([]);
      expect(await findHalves(database.setting)).toEqual([]);
      expect(service.log.filter(({ level }) => level !== 'info')).toEqual([]);
      expect((await customer.owner.get('/api/v1/session')).status).toBe(200);
    }
    expect(load.refusals).toEqual([]);
  }, 120_000 + KILLS * 30_000);

  it('answers and writes as before, and delivers the events that it had not yet delivered', async () => {
    expect((await customer.scim.get('/Users?count=1')).body.totalResults).toBeGreaterThan(1);
    expect((await customer.owner.post(`${customer.accountPath}/users`, { userName: 'afterwards@example.com' })).status).toBe(201);
    // What was under way at the last kill is taken on again a minute later, which only the long run waits for.
    const waiting = async () => readRows<{ attempts: number }>(database.setting, `SELECT attempts FROM webhook_deliveries WHERE state <> 'delivered' ${process.env.FAULT_KILLS ? '' : 'AND attempts = 0'}`);
    await until(async () => (await waiting()).length === 0, 100_000);
    expect(new Set(receiver.at('/hook').map(({ headers }) => headers['webhook-id'])).size).toBeGreaterThan(load.people.length);
    expect(await service.stop()).toBe(0);
  }, 150_000);

  it('would be seen to lose and to halve writes', async () => {
    const [first, second] = load.people.filter(({ deleted, maybe }) => !deleted && maybe === undefined) as [KnownPerson, KnownPerson];
    for (const statement of [`DELETE FROM user_identifiers WHERE user_id = '${first.id}'`, `DELETE FROM users WHERE id = '${second.id}'`, `DELETE FROM webhook_events WHERE id = (SELECT MIN(id) FROM webhook_events)`])
      await changeRows(database.setting, statement);
    expect(await findLostWrites(database.setting, load)).toContain(`${second.id} was created and is not there`);
    const halves = (await findHalves(database.setting)).map((half) => half.split(':', 1)[0]);
    expect(halves).toEqual(expect.arrayContaining(['a person without his userName among the identifiers', 'a count that is not what it counts', 'audit events and outbox differ']));
  });
});
