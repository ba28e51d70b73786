import { type Customer, setUpCustomer } from '../../support/customer.js';
import { createTestDatabase, engines, type TestDatabase } from '../../support/databases.js';
import { findHalves, findLostWrites } from '../../support/faults/account-of-writes.js';
import { WriteLoad } from '../../support/faults/write-load.js';
import { InstalledService } from '../../support/installed-service.js';
import { killStarted, until } from '../../support/npm-start.js';
import { Relay } from '../../support/relay.js';
import { freePort } from '../../support/start-service.js';

/** Three seconds in the run of all tests; `npm run test:faults` sets ten. */
const AWAY = Number(process.env.FAULT_SECONDS_AWAY ?? 3) * 1_000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

(engines.includes('postgres') ? describe : describe.skip)(`a PostgreSQL that is away for ${AWAY / 1_000} seconds under load`, () => {
  let database: TestDatabase;
  let relay: Relay;
  let service: InstalledService;
  let customer: Customer;

  beforeAll(async () => {
    database = await createTestDatabase('postgres');
    relay = new Relay(await freePort(), new URL(database.url));
    await relay.join();
    service = await InstalledService.at(relay.url);
    await service.start();
    customer = await setUpCustomer(service.url);
  }, 150_000);
  afterAll(async () => {
    await killStarted();
    await relay.cut();
    await database.drop();
  });

  it('is answered for with 503 or 429 and a clear body, loses nothing, and is used again by itself', async () => {
    const pid = service.process.child.pid;
    const load = new WriteLoad(customer).begin();
    await pause(1_000);
    await relay.cut();
    await pause(AWAY / 2);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    await pause(AWAY / 2);
    await relay.join();
    const before = load.acknowledged;
    await until(() => load.acknowledged > before + 20, 15_000);
    await load.end();

    expect(load.refusals.length).toBeGreaterThan(10);
    for (const { status, body, retryAfter } of load.refusals) {
      // The provisioning client is told 429, which Okta tries again.
      expect([status, retryAfter]).toEqual(['schemas' in (body as object) ? 429 : 503, '5']);
      expect(JSON.stringify(body)).toMatch(/The database does not answer at the moment/);
    }
    expect(await findLostWrites(database.setting, load)).toEqual([]);
    expect(await findHalves(database.setting)).toEqual([]);
    expect(await service.isReady()).toBe(true);
    expect(service.process.child.pid).toBe(pid);
    expect(service.log.filter(({ level, event }) => level === 'fatal' || event === 'defect')).toEqual([]);
    expect((await customer.owner.get('/api/v1/session')).status).toBe(200);
  }, 120_000);

  it('may fall silent instead, without a word: requests wait or are told so, nothing is lost, and all goes on when it answers', async () => {
    const load = new WriteLoad(customer).begin();
    await until(() => load.acknowledged > 20, 15_000);
    relay.stall();
    await pause(AWAY);
    relay.resume();
    const before = load.acknowledged;
    await until(() => load.acknowledged > before + 20, 15_000);
    await load.end();
    for (const { status, body } of load.refusals) expect([status, JSON.stringify(body)]).toEqual(['schemas' in (body as object) ? 429 : 503, expect.stringContaining('The database does not answer at the moment')]);
    expect(await findLostWrites(database.setting, load)).toEqual([]);
    expect(await findHalves(database.setting)).toEqual([]);
  }, 60_000);

  it('is told to a browser at sign-in by a page, to a provisioning client by a SCIM error, and to everybody else by a problem', async () => {
    await relay.cut();
    const form = new URLSearchParams({ SAMLResponse: await customer.identityProvider.issue({ nameId: 'owner@example.com', audience: customer.audience, recipient: `${service.url}/sso/acs/` }), RelayState: 'customer' });
    const page = await fetch(`${service.url}/sso/acs/`, { method: 'POST', body: form, redirect: 'manual', headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type'), page.headers.get('retry-after'), page.headers.get('set-cookie')]).toEqual([503, 'text/html; charset=utf-8', '5', null]);
    expect(await page.text()).toContain('The database does not answer');
    expect(await customer.scim.get('/Users')).toMatchObject({ status: 429, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '429' } });
    expect((await customer.owner.get('/api/v1/session')).body).toMatchObject({ status: 503, code: 'database_unavailable', reference: expect.any(String) });
    await relay.join();
    await until(() => service.isReady(), 10_000);
    expect((await customer.owner.get('/api/v1/session')).status).toBe(200);
  }, 60_000);

  it('does not keep the service from ending cleanly while it is away', async () => {
    await relay.cut();
    expect(await service.stop()).toBe(0);
    await relay.join();
    await service.start();
    expect((await customer.owner.get('/api/v1/session')).status).toBe(200);
  }, 60_000);
});
