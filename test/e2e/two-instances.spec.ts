import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiClient } from '../support/api-client.js';
import { type Customer, setUpCustomer } from '../support/customer.js';
import { createTestDatabase, engines, type TestDatabase } from '../support/databases.js';
import { InstalledService } from '../support/installed-service.js';
import { killStarted, until } from '../support/npm-start.js';
import { changeRows, readRows } from '../support/read-rows.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { cookieOf } from '../support/sign-in-stage.js';
import { OWNER } from '../support/start-service.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ENDED_ROWS = 700;

interface Provisioned {
  readonly id: string;
  readonly userName: string;
}

(engines.includes('postgres') ? describe : describe.skip)('two instances (processes) on one PostgreSQL', () => {
  let database: TestDatabase;
  let here: InstalledService;
  let there: InstalledService;
  let customer: Customer;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    [database, receiver] = await Promise.all([createTestDatabase('postgres'), WebhookReceiver.start()]);
    here = await InstalledService.at(database.url, { TRUST_PROXY: 'true' });
    there = await InstalledService.at(database.url, { TRUST_PROXY: 'true', PUBLIC_URL: here.url });
    await Promise.all([here.start(), there.start()]);
    customer = await setUpCustomer(here.url, { limit: { people: 5, percent: 1 } });
  }, 150_000);
  afterAll(async () => {
    await killStarted();
    await receiver.stop();
    await database.drop();
  });

  const both = () => [here.url, there.url] as const;
  /** The one and the other, turn by turn. */
  const turn = (count: number) => both()[count % 2] as string;
  const provision = async (url = here.url): Promise<Provisioned> => {
    const userName = `${randomUUID()}@example.com`;
    const answer = await customer.scimAt(url).post('/Users', { schemas: [CORE_USER], userName, emails: [{ value: userName, primary: true }] });
    expect(answer.status).toBe(201);
    return { id: answer.body.id as string, userName };
  };
  const responseFor = (nameId: string) => customer.identityProvider.issue({ nameId, audience: customer.audience, recipient: `${here.url}/sso/acs/` });
  const post = (url: string, SAMLResponse: string, RelayState = 'customer') =>
    fetch(`${url}/sso/acs/`, { method: 'POST', body: new URLSearchParams({ SAMLResponse, RelayState }), redirect: 'manual', headers: { accept: 'application/json' } });
  const sessionAt = (url: string, cookie: string) => ApiClient.withCookie(url, cookie).get('/api/v1/session');

  it('that start at the same moment on an empty database migrate it once, with one first owner', async () => {
    const owners = await readRows<{ email: string }>(database.setting, 'SELECT email FROM users WHERE owner');
    expect(owners).toEqual([{ email: OWNER.email }]);
    const [{ count } = { count: '' }] = await readRows<{ count: string }>(database.setting, 'SELECT COUNT(*) AS count FROM migrations');
    const [{ names } = { names: '' }] = await readRows<{ names: string }>(database.setting, 'SELECT COUNT(DISTINCT name) AS names FROM migrations');
    expect(Number(count)).toBeGreaterThan(10);
    expect(names).toBe(count);
  });

  it('accept an assertion once, however it is posted to both', async () => {
    const { userName } = await provision();
    const response = await responseFor(userName);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, count) => post(turn(count), response)));
    const codes = await Promise.all(answers.map(async (answer) => (answer.status === 303 ? 'signed in' : ((await answer.json()) as { code: string }).code)));
    expect(codes.filter((code) => code === 'signed in')).toHaveLength(1);
    expect(codes.filter((code) => code === 'saml_assertion_replayed')).toHaveLength(9);
    for (const url of both()) expect((await post(url, response)).status).toBe(401);
  });

  it('know the same sessions: signed out at one is signed out at the other', async () => {
    const { userName } = await provision();
    const cookie = cookieOf(await post(here.url, await responseFor(userName))) as string;
    for (const url of both()) expect(await sessionAt(url, cookie)).toMatchObject({ status: 200, body: { user: { userName } } });
    expect((await ApiClient.withCookie(there.url, cookie).delete('/api/v1/session')).status).toBe(204);
    for (const url of both()) expect((await sessionAt(url, cookie)).status).toBe(401);
  });

  it('end the sessions of a person who was deactivated at the other before that is answered', async () => {
    const { id, userName } = await provision();
    const cookie = cookieOf(await post(there.url, await responseFor(userName))) as string;
    for (let count = 0; count < 4; count += 1) expect((await sessionAt(turn(count), cookie)).status).toBe(200);
    expect((await customer.scimAt(here.url).patch(`/Users/${id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active: false } }] })).status).toBe(200);
    for (const url of both()) expect((await sessionAt(url, cookie)).status).toBe(401);
    expect((await post(there.url, await responseFor(userName))).status).toBe(403);
  });

  it('count wrong passwords together', async () => {
    const guess = (url: string) => ApiClient.anonymous(url).with({ 'x-forwarded-for': '203.0.113.9' }).post('/api/v1/session', { ...OWNER, password: 'guess, guess, guess' });
    const answers = await Promise.all(Array.from({ length: 14 }, (_, count) => guess(turn(count))));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    for (const url of both()) {
      const refused = await guess(url);
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
      expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    }
  });

  it('refuse a SCIM password that was rotated without grace at the other, though both have just verified it', async () => {
    for (let count = 0; count < 4; count += 1) expect((await customer.scimAt(turn(count)).get('/Users?count=1')).status).toBe(200);
    const rotated = await customer.owner.post(`${customer.accountPath}/integrations/${customer.integrationId}/scim/rotate?grace=0`);
    expect(rotated.status).toBe(200);
    for (const url of both()) expect((await customer.scimAt(url).get('/Users?count=1')).status).toBe(401);
    const { password } = rotated.body.scim as { password: string };
    const { scimAt } = customer;
    customer = { ...customer, scimAt: (url, other = password) => scimAt(url, other) };
    for (const url of both()) expect((await customer.scimAt(url).get('/Users?count=1')).status).toBe(200);
  });

  it('pull the brake together', async () => {
    const people = [];
    for (let count = 0; count < 10; count += 1) people.push(await provision());
    // One was deactivated above, of the five that may.
    const answers = await Promise.all(
      people.map(({ id }, count) => customer.scimAt(turn(count)).patch(`/Users/${id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active: false } }] })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(6);
    await customer.owner.post(`${customer.accountPath}/integrations/${customer.integrationId}/scim/brake`, { decision: 'allow' });
    const next = people[answers.findIndex(({ status }) => status === 429)] as Provisioned;
    expect((await customer.scimAt(there.url).patch(`/Users/${next.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active: false } }] })).status).toBe(200);
  });

  it('re-read the metadata of an integration one at a time', async () => {
    const [before, renewed] = await Promise.all([SamlIdentityProvider.create({ entityId: 'http://renewed.example/idp' }), SamlIdentityProvider.create({ entityId: 'http://renewed.example/idp' })]);
    const host = await MetadataHost.start(before.metadata());
    const entityId = `${here.url}/sso/acs/renewed`;
    expect((await customer.owner.post(`${customer.accountPath}/integrations`, { provider: 'okta', name: 'Renewed', entityId, metadataUrl: host.url })).status).toBe(201);
    const { userName } = await provision();
    // The last reading has to lie a while back.
    await changeRows(database.setting, 'UPDATE metadata_readings SET attempted_at = 0');
    host.text = renewed.metadata();
    const reads = host.reads;
    const responses = await Promise.all(Array.from({ length: 6 }, () => renewed.issue({ nameId: userName, audience: entityId, recipient: `${here.url}/sso/acs/` })));
    const answers = await Promise.all(responses.map((response, count) => post(turn(count), response, 'renewed')));
    expect(host.reads).toBe(reads + 1);
    expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
    for (const url of both()) expect((await post(url, await renewed.issue({ nameId: userName, audience: entityId, recipient: `${here.url}/sso/acs/` }), 'renewed')).status).toBe(303);
    expect(host.reads).toBe(reads + 1);
    await host.stop();
  });

  it('deliver each event once', async () => {
    const path = `/hook-${randomUUID()}`;
    await customer.owner.post(`${customer.accountPath}/webhooks`, { name: 'CRM', url: receiver.url + path, eventTypes: ['user.created'] });
    await Promise.all(Array.from({ length: 30 }, (_, count) => provision(turn(count))));
    await receiver.until(path, 30);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const ids = receiver.at(path).map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
  }, 60_000);

  it('share the housekeeping: what is due is done once, by one of them', async () => {
    await changeRows(database.setting, `UPDATE leases SET completed_at = 0`);
    await changeRows(database.setting, `INSERT INTO rate_windows (key, taken, ends_at) SELECT 'ended/' || number, 1, 1 FROM generate_series(1, ${ENDED_ROWS}) number`);
    const left = async () => Number((await readRows<{ count: string }>(database.setting, `SELECT COUNT(*) AS count FROM rate_windows WHERE ends_at = 1`))[0]?.count);
    await until(async () => (await left()) === 0, 75_000);
    // Both look every minute: the other one has looked meanwhile or does so now, and finds nothing due.
    const removed = await Promise.all(both().map(async (url) => Number(/^housekeeping_rows_removed_total\{kind="rateWindows"\} (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1] ?? 0)));
    expect(removed.filter((count) => count >= ENDED_ROWS)).toHaveLength(1);
    expect(removed.filter((count) => count === 0)).toHaveLength(1);
    const leases = await readRows<{ name: string; completedAt: string }>(database.setting, `SELECT name, completed_at AS "completedAt" FROM leases`);
    expect(leases.map(({ name }) => name)).toContain('remove-ended-rows');
  }, 120_000);

  it('go on when one of them ends', async () => {
    const { userName } = await provision();
    const cookie = cookieOf(await post(here.url, await responseFor(userName))) as string;
    expect(await here.stop()).toBe(0);
    expect((await sessionAt(there.url, cookie)).status).toBe(200);
    await provision(there.url);
    await here.start();
    expect((await sessionAt(here.url, cookie)).status).toBe(200);
  }, 60_000);
});

/** A metadata address that counts who asks. */
class MetadataHost {
  reads = 0;

  private constructor(
    private readonly server: Server,
    public text: string,
  ) {}

  static async start(text: string): Promise<MetadataHost> {
    const server = createServer();
    const host = new MetadataHost(server, text);
    server.on('request', (request, response) => {
      request.resume();
      host.reads += 1;
      setTimeout(() => response.end(host.text), 200);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/metadata`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
