import { SecretSealer } from '@app/kernel';
import { sealedColumns } from '@app/persistence';
import { generateSync } from 'otplib';
import { ApiClient } from '../support/api-client.js';
import { type Customer, setUpCustomer } from '../support/customer.js';
import { createTestDatabase, engines, type TestDatabase } from '../support/databases.js';
import { InstalledService } from '../support/installed-service.js';
import { killStarted } from '../support/npm-start.js';
import { OpenIdTestProvider } from '../support/openid-provider.js';
import { readRows } from '../support/read-rows.js';
import { runCommand } from '../support/run-command.js';
import { verifyMessage, WebhookReceiver } from '../support/webhook-receiver.js';

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const [OLD, NEW] = ['the key that has sealed everything so far', 'the key that will seal everything from now'];

(engines.includes('postgres') ? describe : describe.skip)('SECRET_KEY is replaced under two instances, restarted one after the other', () => {
  let database: TestDatabase;
  let receiver: WebhookReceiver;
  let provider: OpenIdTestProvider;
  let here: InstalledService;
  let there: InstalledService;
  let customer: Customer;
  let people = 0;
  let webhookSecrets: string[];
  let certificates: string;
  let cursors: { list: string; scim: string };

  beforeAll(async () => {
    [database, receiver, provider] = await Promise.all([createTestDatabase('postgres'), WebhookReceiver.start(), OpenIdTestProvider.start('http://localhost/sso/oidc/callback')]);
    here = await InstalledService.at(database.url, { SECRET_KEY: OLD });
    there = await InstalledService.at(database.url, { SECRET_KEY: OLD, PUBLIC_URL: here.url });
    await Promise.all([here.start(), there.start()]);
    customer = await setUpCustomer(here.url, { webhookUrl: `${receiver.url}/hook` });
    await sealOneOfEach();
  }, 150_000);
  afterAll(async () => {
    await killStarted();
    await Promise.all([receiver.stop(), provider.stop()]);
    await database.drop();
  });

  /** Something in every column that holds what is sealed. */
  const sealOneOfEach = async () => {
    const { owner, accountPath, webhook } = customer;
    const rotated = await owner.post(`${accountPath}/webhooks/${webhook?.id}/rotate`);
    webhookSecrets = [rotated.body.secret as string];
    const options = { issuer: provider.issuer, clientId: provider.client.clientId, clientSecret: provider.client.clientSecret };
    expect((await owner.post(`${accountPath}/integrations`, { provider: 'oidc', uniqueIdentifier: 'oidc', options })).status).toBe(201);
    expect((await fetch(`${here.url}/sso/login/oidc`, { redirect: 'manual' })).status).toBe(303);
    await handOver(options);
    const begun = await owner.post('/api/v1/session/second-factors/totp');
    await owner.post('/api/v1/session/second-factors/totp/confirm', { enrolment: begun.body.enrolment, name: 'Telephone', code: generateSync({ secret: begun.body.secret as string }) });
    await owner.post('/api/v1/session/second-factors/totp');
    certificates = await (await fetch(`${here.url}/sso/metadata/customer`)).text();
    for (let count = 0; count < 3; count += 1) await provision(here.url);
  };
  /** What the customer's IT administrator hands over waits to be confirmed. */
  const handOver = async (options: object) => {
    const { owner, accountPath } = customer;
    const awaiting = await owner.post(`${accountPath}/integrations`, { provider: 'oidc', uniqueIdentifier: 'handed-over', awaitsMetadata: true });
    const link = await owner.post(`${accountPath}/integrations/${awaiting.body.id}/setup-links`);
    const visitor = ApiClient.anonymous(here.url).with({ 'x-setup-token': (link.body.url as string).split('#')[1] as string });
    expect((await visitor.post('/api/v1/setup/metadata', { options })).status).toBe(200);
  };
  const provision = async (url: string) => {
    const userName = `person${(people += 1)}@example.com`;
    expect((await customer.scimAt(url).post('/Users', { schemas: [CORE_USER], userName })).status).toBe(201);
    return userName;
  };
  const beginLists = async (url: string) => ({
    list: (await customer.owner.at(url).get(`${customer.accountPath}/users?limit=1`)).body.nextCursor as string,
    scim: (await customer.scimAt(url).get('/Users?cursor&count=1')).body.nextCursor as string,
  });
  const goOnWithLists = async (url: string, { list, scim }: typeof cursors) => {
    expect((await customer.owner.at(url).get(`${customer.accountPath}/users?limit=1&cursor=${encodeURIComponent(list)}`)).status).toBe(200);
    expect((await customer.scimAt(url).get(`/Users?cursor=${encodeURIComponent(scim)}&count=1`)).status).toBe(200);
  };

  /** What everybody does all day, at an instance; nobody is signed out, nothing sealed is lost. */
  const everythingWorksAt = async ({ url }: InstalledService) => {
    const { owner, accountPath, identityProvider, audience } = customer;
    expect((await owner.at(url).get('/api/v1/session')).status).toBe(200);
    const userName = await provision(url);
    const form = new URLSearchParams({ SAMLResponse: await identityProvider.issue({ nameId: userName, audience, recipient: `${here.url}/sso/acs/` }), RelayState: 'customer' });
    expect((await fetch(`${url}/sso/acs/`, { method: 'POST', body: form, redirect: 'manual' })).status).toBe(303);
    expect(await (await fetch(`${url}/sso/metadata/customer`)).text()).toBe(certificates);
    const told = receiver.at('/hook').length;
    expect((await owner.at(url).post(`${accountPath}/webhooks/${customer.webhook?.id}/test`)).status).toBeLessThan(300);
    const messages = await receiver.until('/hook', told + 1);
    expect(verifyMessage(webhookSecrets[0] as string, messages.at(-1) as never).type).toEqual(expect.any(String));
    expect((await fetch(`${url}/sso/login/oidc`, { redirect: 'manual' })).status).toBe(303);
    // What one instance seals, the other one opens.
    for (const other of [here, there]) if (await other.isReady()) await sealHereAndOpenThere(url, other.url);
    if (cursors) await goOnWithLists(url, cursors);
    cursors = await beginLists(url);
  };
  const sealHereAndOpenThere = async (from: string, to: string) => {
    const { owner, accountPath, identityProvider } = customer;
    const made = await owner.at(from).post(`${accountPath}/integrations`, { provider: 'okta', name: 'Another', entityId: `another-${(people += 1)}`, metadataXml: identityProvider.metadata() });
    const { scim } = (await owner.at(from).put(`${accountPath}/integrations/${made.body.id}/scim`, { enabled: true, force: true })).body;
    expect((await owner.at(to).get(`${accountPath}/integrations/${made.body.id}`)).body.scim.password).toBe(scim.password);
  };
  const restart = async (service: InstalledService, other: InstalledService, keys: Record<string, string>) => {
    expect(await service.stop()).toBe(0);
    await everythingWorksAt(other);
    await service.start(keys);
    await everythingWorksAt(service);
    await everythingWorksAt(other);
  };
  const sealedWith = async (key: string) => {
    const sealer = new SecretSealer([key]);
    const counts: Record<string, [total: number, current: number]> = {};
    for (const { table, column } of sealedColumns) {
      const rows = await readRows<{ value: string }>(database.setting, `SELECT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL ${column === 'options' ? `AND provider = 'oidc'` : ''}`);
      const values = rows.flatMap(({ value }) => (column === 'options' ? ((JSON.parse(value) as { clientSecret?: string }).clientSecret ?? []) : value));
      counts[`${table}.${column}`] = [values.length, values.filter((value) => sealer.isCurrent(value)).length];
    }
    return counts;
  };

  it('begins with something sealed in every place, and everything working at both', async () => {
    for (const service of [here, there]) await everythingWorksAt(service);
    for (const [place, [total, current]] of Object.entries(await sealedWith(OLD))) expect([place, total > 0, current]).toEqual([place, true, total]);
  }, 60_000);

  it('first lets every instance open what the next key seals', async () => {
    await restart(here, there, { SECRET_KEY: OLD, SECRET_KEY_PREVIOUS: NEW });
    await restart(there, here, { SECRET_KEY: OLD, SECRET_KEY_PREVIOUS: NEW });
  }, 90_000);

  it('then seals with the new key, at one instance after the other', async () => {
    await restart(here, there, { SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD });
    await restart(there, here, { SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD });
  }, 90_000);

  it('then seals anew what the old key has sealed, while the instances run, and says so', async () => {
    const environment = { DATABASE_URL: database.url, SECRET_KEY: NEW };
    const without = await runCommand('reseal', [], environment);
    expect(without).toMatchObject({ code: 1, output: expect.stringMatching(/Sealed 0 secrets anew\. \d+ could not be opened: set in SECRET_KEY_PREVIOUS/) });
    const done = await runCommand('reseal', [], { ...environment, SECRET_KEY_PREVIOUS: OLD });
    expect(done).toMatchObject({ code: 0, output: expect.stringMatching(/Sealed \d\d+ secrets anew\. Everything is sealed with the SECRET_KEY that is set now/) });
    for (const [place, [total, current]] of Object.entries(await sealedWith(NEW))) expect([place, total > 0, current]).toEqual([place, true, total]);
    expect(await runCommand('reseal', [], environment)).toMatchObject({ code: 0, output: expect.stringContaining('Sealed 0 secrets anew') });
    for (const service of [here, there]) await everythingWorksAt(service);
  }, 90_000);

  it('and at last forgets the old key', async () => {
    cursors = await beginLists(here.url);
    await restart(here, there, { SECRET_KEY: NEW });
    await restart(there, here, { SECRET_KEY: NEW });
    for (const { log } of [here, there]) expect(log.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  }, 90_000);
});
