import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { clientOf, scimClient, type TestClient } from '../support/scim-client.js';
import { type ProblemBody, SignInStage } from '../support/sign-in-stage.js';
import { OWNER } from '../support/start-service.js';

/** What somebody is told is a reference number; staff find by it what was refused, whoever's it was. */
describe.each(engines)('refusals, found by their reference number on %s', (engine) => {
  let stage: SignInStage;
  let staff: ApiClient;
  let client: TestClient;
  let accountId: string;
  let identityProvider: SamlIdentityProvider;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    [staff, client, accountId, identityProvider] = [await ApiClient.signIn(stage.url, OWNER), await scimClient(stage.service), await stage.addAccount('Acme'), await SamlIdentityProvider.create()];
  });
  afterAll(() => stage.stop());

  const find = (reference: string) => staff.get(`/api/v1/refusals?reference=${encodeURIComponent(reference)}`);
  /** Reads and refusals of provisioning are written within half a second. */
  const findSoon = async (reference: string) => {
    for (let tries = 0; tries < 40; tries += 1) {
      const { body } = await find(reference);
      if (body.items.length > 0) return body.items;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return [];
  };
  const referenceOf = (answer: { headers: Headers }) => answer.headers.get('x-request-id') as string;

  it('has a sign-in that no integration belongs to', async () => {
    const response = await stage.post(await identityProvider.issue({ nameId: 'ada@example.com', audience: 'nobody', recipient: stage.acsUrl }), { relayState: 'nobody-has-this' });
    const { reference, code } = (await response.json()) as ProblemBody;
    expect(code).toBe('integration_unknown');
    const { status, body } = await find(reference);
    expect(status).toBe(200);
    expect(body).toMatchObject({ items: [{ kind: 'sign-in', reference, code, detail: expect.stringContaining('nobody-has-this'), hint: expect.any(String), account: null, integration: null, subject: 'ada@example.com', request: null }], nextCursor: null });
  });

  it('has a sign-in that an integration refused, with its account, and what was expected and received', async () => {
    const integration = await stage.addIntegration(accountId, { identityProvider });
    const response = await stage.post(await stage.issue(integration, 'ada@example.com', { audience: 'another' }), { relayState: integration.uniqueIdentifier });
    const { reference } = (await response.json()) as ProblemBody;
    expect((await find(reference)).body.items).toMatchObject([
      { code: 'saml_response_invalid', account: { id: accountId, name: 'Acme' }, integration: { id: integration.id, name: 'Okta' }, assertion: { failed: { condition: 'audience', received: expect.anything() } } },
    ]);
  });

  it('has a sign-in and a logout that could not begin', async () => {
    const integration = await stage.addIntegration(accountId, { identityProvider });
    const unknown = await fetch(`${stage.url}/sso/login/nowhere-${randomUUID()}`, { redirect: 'manual' });
    expect((await find(referenceOf(unknown))).body.items).toMatchObject([{ code: 'integration_unknown', account: null }]);
    const address = await fetch(`${stage.url}/sso/login/${integration.uniqueIdentifier}?returnTo=https://evil.example`, { redirect: 'manual' });
    expect((await find(referenceOf(address))).body.items).toMatchObject([{ code: 'return_to_invalid', integration: { id: integration.id } }]);
    const logout = await fetch(`${stage.url}/sso/logout/${integration.uniqueIdentifier}?SAMLRequest=nonsense`, { redirect: 'manual' });
    expect((await find(referenceOf(logout))).body.items).toMatchObject([{ kind: 'sign-in', code: expect.stringMatching(/^(logout|single_logout)_/), integration: { id: integration.id } }]);
  });

  it('has a password sign-in of a stranger, without what was typed', async () => {
    const answer = await ApiClient.anonymous(stage.url).post('/api/v1/session', { email: 'typed-by-mistake', password: 'canary of a password' });
    expect(answer.status).toBe(401);
    const items = await findSoon(answer.body.reference);
    expect(items).toMatchObject([{ kind: 'sign-in', code: 'credentials_invalid', account: null, subject: null }]);
    expect(JSON.stringify(items)).not.toMatch(/typed-by-mistake|canary/);
  });

  it('has provisioning requests with credentials of nobody, wrong ones, and right ones', async () => {
    const stranger = await clientOf(stage.url, 'scim-of-nobody', 'x').get('/Users');
    expect(await findSoon(referenceOf(stranger))).toMatchObject([{ kind: 'provisioning', code: 'scim_unauthorized', account: null, integration: null, request: { method: 'GET', path: '/api/scim/v2/Users', status: 401 } }]);
    const nobody = await fetch(`${stage.url}/api/scim/v2/Groups`);
    expect(await findSoon(referenceOf(nobody))).toMatchObject([{ code: 'scim_unauthorized', integration: null }]);
    const wrong = await clientOf(stage.url, client.username, 'scimpw_wrong').get('/Users');
    expect(await findSoon(referenceOf(wrong))).toMatchObject([{ code: 'scim_unauthorized', account: { id: client.accountId }, integration: { id: client.integrationId } }]);
    const invalid = await client.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'x', firstPhone: '054' });
    expect(await findSoon(referenceOf(invalid))).toMatchObject([{ code: 'phone_invalid', detail: expect.stringContaining('firstPhone'), request: { status: 400 } }]);
  });

  it('has no secret that came in an address', async () => {
    const answer = await client.get(`/Users?filter=${encodeURIComponent('password eq "canary-in-the-address"')}`);
    const items = await findSoon(referenceOf(answer));
    expect(items).toMatchObject([{ request: { path: '/api/scim/v2/Users?[redacted]' } }]);
    expect(JSON.stringify(items)).not.toContain('canary');
  });

  it('finds it in the spelling of whoever reads it aloud, and nothing that was carried out', async () => {
    const stranger = await clientOf(stage.url, 'scim-of-nobody', 'x').get('/Users');
    const reference = referenceOf(stranger);
    expect(await findSoon(reference)).toHaveLength(1);
    expect((await find(reference.toLowerCase().replaceAll('-', ' '))).body.items).toHaveLength(1);
    const carriedOut = await client.get('/Users');
    expect(carriedOut.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await find(referenceOf(carriedOut))).body.items).toEqual([]);
    expect((await find('0000-0000-0000')).body.items).toEqual([]);
    expect((await staff.get(`/api/v1/refusals?reference=${'x'.repeat(41)}`)).body).toMatchObject({ code: 'request_invalid' });
  });

  it('lists what belongs to nobody, the newest first, page by page', async () => {
    const references: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const response = await stage.post(await identityProvider.issue({ nameId: 'ada@example.com', audience: 'nobody', recipient: stage.acsUrl }));
      references.unshift(((await response.json()) as ProblemBody).reference);
    }
    const first = (await staff.get('/api/v1/refusals?limit=3')).body;
    const second = (await staff.get(`/api/v1/refusals?limit=3&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ reference }: { reference: string }) => reference).slice(0, 5)).toEqual(references);
    for (const { account, integration } of [...first.items, ...second.items]) expect([account, integration]).toEqual([null, null]);
    expect((await staff.get('/api/v1/refusals?cursor=nonsense')).body.code).toBe('cursor_invalid');
  });

  it('is for staff alone', async () => {
    const owner = await ApiClient.signIn(stage.url, { email: 'owner@customer.example', password: 'correct horse battery', accountId: client.accountId });
    expect(await owner.get('/api/v1/refusals?reference=AAAA-BBBB-CCCC')).toMatchObject({ status: 403, body: { code: 'forbidden', permission: 'refusals.read' } });
    expect((await ApiClient.anonymous(stage.url).get('/api/v1/refusals')).status).toBe(401);
  });
});
