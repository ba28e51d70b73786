import { randomUUID } from 'node:crypto';
import { type Customer, setUpCustomer } from '../../support/customer.js';
import { engines } from '../../support/databases.js';
import { SilentHost } from '../../support/faults/silent-host.js';
import { until } from '../../support/npm-start.js';
import { SamlIdentityProvider } from '../../support/saml-identity-provider.js';
import { startTestService, type TestService } from '../../support/start-service.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
// Far more than the service has connections to its database.
const SLOW_ONES = 30;
// As many as an account may have beside one more: together they ask for more than is sent at a time.
const SLOW_RECEIVERS = 19;

describe.each(engines)('beside a neighbour that does not answer, on %s,', (engine) => {
  let service: TestService;
  let silent: SilentHost;
  let receiver: WebhookReceiver;
  let usual: number;
  let customer: Customer;

  beforeEach(async () => {
    [service, silent, receiver] = await Promise.all([startTestService(engine), SilentHost.start(), WebhookReceiver.start()]);
    customer = await setUpCustomer(service.url);
    usual = await aDay();
  });
  afterEach(async () => {
    await Promise.all([silent.stop(), receiver.stop()]);
    await service.stop();
  });

  const provision = async () => {
    const userName = `${randomUUID()}@example.com`;
    expect((await customer.scim.post('/Users', { schemas: [CORE_USER], userName, emails: [{ value: userName, primary: true }] })).status).toBe(201);
    return userName;
  };
  const signIn = async (nameId: string) => {
    const SAMLResponse = await customer.identityProvider.issue({ nameId, audience: customer.audience, recipient: `${service.url}/sso/acs/` });
    const form = new URLSearchParams({ SAMLResponse, RelayState: 'customer' });
    expect((await fetch(`${service.url}/sso/acs/`, { method: 'POST', body: form, redirect: 'manual' })).status).toBe(303);
  };
  /** What people and provisioning clients do all day. @returns how long it took, in milliseconds */
  const aDay = async () => {
    const began = performance.now();
    for (let round = 0; round < 5; round += 1) {
      await signIn(await provision());
      expect((await customer.owner.get(`${customer.accountPath}/users`)).status).toBe(200);
    }
    return performance.now() - began;
  };
  /** Without a neighbour it took `usual`; how fast that is depends on the machine. */
  const atMost = () => 3 * usual + 5_000;
  const addSlowIntegration = () =>
    customer.owner.post(`${customer.accountPath}/integrations`, { provider: 'okta', name: 'Slow', entityId: randomUUID(), metadataUrl: `${silent.url}/metadata` });

  it('a slow metadata host, people sign in and are provisioned as before; who asked for that metadata is told in time', async () => {
    const slow = Array.from({ length: SLOW_ONES }, addSlowIntegration);
    await until(() => silent.connections >= SLOW_ONES, 5_000);
    expect(await aDay()).toBeLessThan(atMost());
    for (const answer of await Promise.all(slow)) expect(answer).toMatchObject({ status: expect.any(Number), body: { code: 'metadata_unreachable', detail: expect.stringContaining('did not answer in full') } });
  }, 60_000);

  it('an integration whose metadata host has become slow, only a sign-in that needs new metadata waits, and not for long', async () => {
    const [provider, renewed] = [await SamlIdentityProvider.create({ entityId: 'http://slow.example/idp' }), await SamlIdentityProvider.create({ entityId: 'http://slow.example/idp' })];
    silent.says(provider.metadata());
    const entityId = `${service.url}/sso/acs/slow`;
    expect((await customer.owner.post(`${customer.accountPath}/integrations`, { provider: 'okta', name: 'Slow', entityId, metadataUrl: `${silent.url}/metadata` })).status).toBe(201);
    silent.says(undefined);
    const before = silent.connections;
    const began = performance.now();
    const form = new URLSearchParams({ SAMLResponse: await renewed.issue({ nameId: 'x@example.com', audience: entityId, recipient: `${service.url}/sso/acs/` }), RelayState: 'slow' });
    const waiting = fetch(`${service.url}/sso/acs/`, { method: 'POST', body: form, redirect: 'manual', headers: { accept: 'application/json' } });
    await until(() => silent.connections > before, 5_000);
    expect(await aDay()).toBeLessThan(atMost());
    const refused = await waiting;
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await refused.json()).toMatchObject({ status: 401, code: 'saml_signature_invalid' });
  }, 60_000);

  it('slow webhook receivers, the others are told soon, and the requests do not notice', async () => {
    const listen = async (name: string, url: string) => expect((await customer.owner.post(`${customer.accountPath}/webhooks`, { name, url: `${url}/hook` })).status).toBe(201);
    for (let count = 0; count < SLOW_RECEIVERS; count += 1) await listen(`Slow ${count}`, silent.url);
    for (let count = 0; count < 5; count += 1) await provision();
    await until(() => silent.connections >= 64, 20_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await listen('Fast', receiver.url);
    expect(await aDay()).toBeLessThan(atMost());
    // Long before the slow ones are given up.
    await receiver.until('/hook', 5, 10_000);
  }, 60_000);
});
