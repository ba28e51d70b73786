/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { generateSync } from 'otplib';
import { ApiClient, cookieOf } from '../support/api-client.js';
import { Canaries } from '../support/canaries.js';
import { createTestDatabase, type Engine, engines, type TestDatabase } from '../support/databases.js';
import { killStarted, nodeStart, type StartedProcess, until } from '../support/npm-start.js';
import { OpenIdTestProvider } from '../support/openid-provider.js';
import { Relay } from '../support/relay.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { runStatement, tablesOf } from '../support/run-statement.js';
import { clientOf } from '../support/scim-client.js';
import { freePort } from '../support/start-service.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const OWNER = 'canary.owner@example.com';
const ADDRESS = '203.0.113.77';

/**
 * Plants secrets and personal values wherever the service takes or makes some, in good requests, in wrong ones and in such that fail
 * on our side, and then reads everything that it has written.
 */
describe.each(engines)('planted secrets and personal values on %s', (engine) => {
  const canaries = new Canaries();
  const read: [name: string, text: string][] = [];
  let database: TestDatabase;
  let relay: Relay | undefined;
  let process: StartedProcess;
  let receiver: WebhookReceiver;
  let openId: OpenIdTestProvider;
  let samlProvider: SamlIdentityProvider;
  let url: string;
  let owner: ApiClient;
  let account: string;
  let password: string;

  const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' as const, headers: { 'x-forwarded-for': ADDRESS, ...headers } });
  const raw = (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init }).then((response) => response.text());
  const expectStatus = (answer: { status: number; body?: any }, status: number) => {
    expect([answer.status, answer.status === status ? '' : answer.body]).toEqual([status, '']);
    return answer.body;
  };
  const logLines = () => process.output().split('\n').filter((line) => line.startsWith('{'));

  beforeAll(async () => {
    [database, receiver, samlProvider] = await Promise.all([createTestDatabase(engine), WebhookReceiver.start(), SamlIdentityProvider.create()]);
    const port = String(await freePort());
    url = `http://localhost:${port}`;
    openId = await OpenIdTestProvider.start(`${url}/sso/oidc/callback`);
    password = canaries.secret('the password of the first owner');
    canaries.personal('the e-mail address of the first owner', OWNER);
    canaries.personal('the address of the client', ADDRESS);
    if (engine === 'postgres') {
      canaries.keepSecret('the password of the database', `:${new URL(database.url).password}@`);
      relay = new Relay(await freePort(), new URL(database.url));
      await relay.join();
    }
    process = nodeStart({
      ...{ PORT: port, DATABASE_URL: relay?.url ?? database.url, BCRYPT_COST: '4', LOG_LEVEL: 'trace', TRUST_PROXY: 'true', METADATA_ALLOW_PRIVATE_HOSTS: 'true' },
      ...{ SECRET_KEY: canaries.secret('SECRET_KEY') + 'x'.repeat(32), SECRET_KEY_PREVIOUS: canaries.secret('SECRET_KEY_PREVIOUS') + 'x'.repeat(32), METRICS_TOKEN: canaries.secret('METRICS_TOKEN') },
      ...{ BOOTSTRAP_EMAIL: OWNER, BOOTSTRAP_PASSWORD: password, APP_URL: 'https://application.example/start' },
    });
    await until(() => fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false));
    owner = (await ApiClient.signIn(url, { email: OWNER, password })).with({ 'x-forwarded-for': ADDRESS });
    account = `/api/v1/accounts/${owner.session.account.id}`;
  }, 200_000);

  afterAll(async () => {
    await killStarted();
    await Promise.all([receiver?.stop(), openId?.stop(), relay?.cut()]);
    await database?.drop();
  });

  const plant = {
    people: async () => {
      const person = {
        email: canaries.personal('an e-mail address', 'canary.dana@acme.example'),
        givenName: canaries.personal('a given name', 'CanaryDana'),
        familyName: canaries.personal('a family name', 'CanaryLevi'),
        displayName: canaries.personal('a display name', 'Canary Display Name'),
        firstPhone: canaries.personal('a telephone number', '+12125550177'),
        role: 'owner',
        password: canaries.secret('the password of a user'),
      };
      const dana = expectStatus(await owner.post(`${account}/users`, person), 201);
      expectStatus(await owner.patch(`${account}/users/${dana.id}`, { secondPhone: canaries.personal('another telephone number', '+12125550178'), password: canaries.secret('a changed password') }), 200);
      const link = expectStatus(await owner.post(`${account}/users/${dana.id}/password-reset`), 201).url as string;
      const token = canaries.keepSecret('the token of a link to set a password', link.split('#')[1]);
      const chosen = canaries.secret('a password set by a link');
      expectStatus(await ApiClient.anonymous(url).post('/api/v1/password-resets', { token, password: chosen }), 204);
      expectStatus(await ApiClient.anonymous(url).post('/api/v1/password-resets', { token, password: canaries.secret('a password by a link that is spent') }), 400);
      expectStatus(await owner.post(`${account}/users`, { ...person, password: canaries.secret('a password that is taken') }), 409);
      expectStatus(await owner.post(`${account}/users`, { email: canaries.personal('an invalid e-mail address', 'canary broken'), password: canaries.secret('the password of an invalid user') }), 400);
      return chosen;
    },
    sessions: async () => {
      const anyone = ApiClient.anonymous(url).with({ 'x-forwarded-for': ADDRESS, 'user-agent': canaries.personal('a user agent', 'CanaryBrowser/9.9') });
      expectStatus(await anyone.post('/api/v1/session', { email: OWNER, password: canaries.secret('a wrong password') }), 401);
      expectStatus(await anyone.post('/api/v1/session', { email: canaries.secret('a password typed as an e-mail address'), password: 'x' }), 401);
      expectStatus(await anyone.post('/api/v1/session', { email: OWNER, password: 7, [canaries.secret('the name of an unknown member')]: canaries.secret('the value of an unknown member') }), 400);
      const opened = await anyone.post('/api/v1/session', { email: OWNER, password });
      const cookie = cookieOf(opened);
      canaries.keepSecret('a session cookie', cookie.split('=')[1]);
      const person = ApiClient.withCookie(url, cookie);
      const next = canaries.secret('a new password of my own');
      expectStatus(await person.send('PUT', '/api/v1/session/password', { currentPassword: canaries.secret('a wrong current password'), newPassword: next }), 401);
      expectStatus(await person.send('PUT', '/api/v1/session/password', { currentPassword: password, newPassword: next }), 204);
      password = next;
      owner = (await ApiClient.signIn(url, { email: OWNER, password })).with({ 'x-forwarded-for': ADDRESS });
      expectStatus(await ApiClient.withCookie(url, `moovingon_session=${canaries.secret('a forged session cookie')}`).get('/api/v1/session'), 401);
    },
    apiKeys: async () => {
      const key = canaries.keepSecret('an API key', expectStatus(await owner.post(`${account}/api-keys`, { name: canaries.personal('the name of an API key', 'Canary Key Name'), scopes: ['all'] }), 201).key);
      expectStatus(await ApiClient.withKey(url, key).get(`${account}/users`), 200);
      expectStatus(await ApiClient.withKey(url, canaries.secret('a forged API key')).get(`${account}/users`), 401);
      await raw('/metrics', { headers: { authorization: `Bearer ${canaries.secret('a wrong METRICS_TOKEN')}` } });
    },
    secondFactors: async (email: string, chosen: string) => {
      const dana = await ApiClient.signIn(url, { email, password: chosen });
      const begun = expectStatus(await dana.post('/api/v1/session/second-factors/totp'), 201);
      const secret = canaries.keepSecret('the secret of an authenticator app', begun.secret);
      canaries.keepSecret('an enrolment', begun.enrolment);
      const code = generateSync({ secret });
      const added = expectStatus(await dana.post('/api/v1/session/second-factors/totp/confirm', { enrolment: begun.enrolment, name: 'Telephone', code }), 201);
      for (const [position, recoveryCode] of added.recoveryCodes.entries()) canaries.keepSecret(`recovery code ${position + 1}`, recoveryCode);
      const asked = expectStatus(await ApiClient.anonymous(url).post('/api/v1/session', { email, password: chosen }), 401);
      canaries.keepSecret('the challenge of a sign-in', asked.challenge);
      expectStatus(await ApiClient.anonymous(url).post('/api/v1/session/second-factor', { challenge: asked.challenge, recoveryCode: 'BCDF-GHJK-MNPQ-RSTV' }), 401);
      expectStatus(await ApiClient.anonymous(url).post('/api/v1/session/second-factor', { challenge: asked.challenge, recoveryCode: added.recoveryCodes[0] }), 201);
    },
    webhooks: async () => {
      const hook = expectStatus(await owner.post(`${account}/webhooks`, { name: 'CRM', url: `${receiver.url}/hook` }), 201);
      canaries.keepSecret('the secret of a webhook', hook.secret.replace('whsec_', ''));
      canaries.keepSecret('the rotated secret of a webhook', expectStatus(await owner.post(`${account}/webhooks/${hook.id}/rotate`), 200).secret.replace('whsec_', ''));
      expectStatus(await owner.post(`${account}/webhooks/${hook.id}/test`), 202);
      await receiver.until('/hook', 1);
      return hook.id as string;
    },
    samlIntegration: async () => {
      const body = { provider: 'okta', name: canaries.personal('the name of an integration', 'Canary Integration'), entityId: `${url}/sso/acs/canary`, metadataXml: samlProvider.metadata() };
      const integration = expectStatus(await owner.post(`${account}/integrations`, body), 201);
      const issue = (nameId: string, changes: object = {}) => samlProvider.issue({ nameId, audience: integration.audience, recipient: `${url}/sso/acs/`, ...changes });
      const post = async (name: string, response: string, relayState = 'canary') => {
        canaries.keepSecret(`the SAML response of ${name}`, response.slice(200, 320));
        return fetch(`${url}/sso/acs/`, form({ SAMLResponse: response, RelayState: relayState }, { accept: 'application/json' }));
      };
      const attributes = { email: 'canary.dana@acme.example', password: canaries.secret('a password in an attribute of an assertion') };
      const response = await issue('canary.dana@acme.example', { attributes });
      const accepted = await post('a sign-in', response);
      expect(accepted.status).toBe(303);
      canaries.keepSecret('a session cookie by SAML', accepted.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1]);
      const code = canaries.keepSecret('a sign-in code', new URL(accepted.headers.get('location') as string).searchParams.get('code') ?? undefined);
      expectStatus(await owner.post('/api/v1/sign-in-codes/exchange', { code }), 200);
      expectStatus(await owner.post('/api/v1/sign-in-codes/exchange', { code }), 400);
      expect((await post('a replay', response)).status).toBe(401);
      expect((await post('nobody', await issue(canaries.personal('the name of nobody', 'canary.nobody@acme.example')))).status).toBe(405);
      expect((await post('no signature', await issue('canary.dana@acme.example', { sign: 'none' }), canaries.secret('a RelayState'))).status).toBe(401);
      expect((await post('no XML', Buffer.from(`<a>${canaries.secret('what is no SAML')}</b>`.padEnd(400, '!')).toString('base64'))).status).toBe(400);
      await raw(`/sso/login/canary?returnTo=/x%3Ftoken=${canaries.personal('a page in returnTo', 'canary-page')}`);
      await raw(`/sso/login/canary?returnTo=https://evil.example/${canaries.personal('a foreign returnTo', 'canary-foreign-page')}`);
      await raw(`/sso/logout/canary?SAMLRequest=${canaries.secret('a logout request')}&Signature=${canaries.secret('a signature')}&SigAlg=x`);
      await fetch(`${url}/sso/revoke/canary`, { method: 'POST', headers: { authorization: `Bearer ${canaries.secret('a revocation token')}`, 'content-type': 'application/json' }, body: JSON.stringify({ sub_id: { format: 'email', email: 'canary.dana@acme.example' } }) });
      return integration.id as string;
    },
    openIdIntegration: async () => {
      const clientSecret = canaries.keepSecret('the client secret of an OpenID provider', openId.client.clientSecret);
      expectStatus(await owner.post(`${account}/integrations`, { provider: 'oidc', uniqueIdentifier: 'canary-oidc', options: { issuer: openId.issuer, clientId: openId.client.clientId, clientSecret } }), 201);
      await raw('/sso/login/canary-oidc');
      await raw(`/sso/oidc/callback?code=${canaries.secret('an authorization code')}&state=${canaries.secret('a state')}&error_description=${canaries.secret('an error description')}`);
    },
    provisioning: async (integrationId: string) => {
      const { scim } = expectStatus(await owner.send('PUT', `${account}/integrations/${integrationId}/scim`, { enabled: true }), 200);
      canaries.keepSecret('the SCIM password', scim.password);
      const token = canaries.keepSecret('the SCIM token', scim.token);
      const client = clientOf(url, scim.username, scim.password);
      const person = (name: string) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: canaries.personal(`the userName of ${name}`, `canary.${name}@acme.example`), name: { givenName: canaries.personal(`the given name of ${name}`, `Canary-${name}`) }, password: canaries.secret(`the password of ${name}`) });
      const made = expectStatus(await client.post('/Users', person('scim')), 201);
      expectStatus(await client.put(`/Users/${made.id}`, person('put')), 200);
      const patch = (value: unknown, path = 'password') => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path, value }] });
      await client.patch(`/Users/${made.id}`, patch(canaries.secret('a password by PATCH')));
      await client.patch(`/Users/${made.id}`, patch(canaries.personal('a wrong telephone number', '054-canary-number'), 'firstPhone'));
      await client.post('/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: person('bulk') }] });
      await client.post('/Users', '{"userName": "' + canaries.secret('a malformed body'));
      await client.get(`/Users?filter=${encodeURIComponent(`password eq "${canaries.secret('a filter by password')}"`)}`);
      await client.get(`/Users?filter=${encodeURIComponent(`userName eq "${canaries.personal('a name in a filter', 'canary.filter@acme.example')}"`)}`);
      await client.get(`/Users?access_token=${canaries.secret('an access token in a query')}`);
      await client.post('/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: `password eq "${canaries.secret('a search by password')}"` });
      await clientOf(url, scim.username, canaries.secret('a wrong SCIM password')).get('/Users');
      await clientOf(url, canaries.secret('a SCIM password typed as username'), scim.username).get('/Users');
      await client.get('/Users', { authorization: `Bearer ${canaries.secret('a wrong SCIM token')}` });
      await client.get('/Users', { authorization: `Bearer ${token}` });
      await client.get('/Users', { authorization: `Digest ${canaries.secret('credentials of another scheme')}` });
      canaries.keepSecret('the rotated SCIM password', expectStatus(await owner.post(`${account}/integrations/${integrationId}/scim/rotate`), 200).scim.password);
      return client;
    },
    malformed: async () => {
      const post = (path: string, body: string, type: string) => raw(path, { method: 'POST', headers: { 'content-type': type, cookie: `moovingon_session=${canaries.secret(`a cookie beside ${type}`)}` }, body });
      await post('/api/v1/session', `{"password": "${canaries.secret('a password in malformed JSON')}`, 'application/json');
      await post('/api/v1/session', canaries.secret('a body of another type'), 'text/plain');
      await post('/api/v1/session', `password=${canaries.secret('a password in a form')}`, 'application/x-www-form-urlencoded');
      await post('/sso/acs/', JSON.stringify({ SAMLResponse: canaries.secret('a SAMLResponse in JSON') }), 'application/json');
      await post('/sso/acs/', `SAMLResponse=%zz${canaries.secret('a malformed form')}`, 'application/x-www-form-urlencoded');
      await raw(`/api/v1/${canaries.secret('a path')}?api_key=${canaries.secret('a query')}`);
      await raw(`/api/v1/%zz${canaries.secret('an address that cannot be decoded')}`);
      await raw(`${account}/users?identifier=${canaries.secret('a query of a route')}&cursor=${canaries.secret('a cursor')}`);
      await raw(`/api/docs?token=${canaries.secret('a query of the page')}`);
      await rawRequest(`GET /${canaries.secret('a path with a header too large')} HTTP/1.1\r\nhost: x\r\nx-filler: ${canaries.secret('a header too large')}${'x'.repeat(20_000)}\r\n\r\n`);
      await rawRequest(`NONSENSE ${canaries.secret('what is no HTTP')}\r\n\r\n`);
    },
  };

  const rawRequest = (text: string) =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), 'localhost', () => socket.write(text));
      socket.on('data', () => undefined).on('error', () => resolve()).on('close', () => resolve());
      setTimeout(() => socket.destroy(), 500);
    });

  /** What an administrator, the platform and a webhook's receiver read. */
  const readAll = async (integrationId: string, webhookId: string) => {
    for (const path of ['audit-events', 'api-keys', 'webhooks', 'integrations', 'users', `webhooks/${webhookId}/deliveries`, ...['sign-ins', 'provisioning-log'].map((log) => `integrations/${integrationId}/${log}`)]) {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { items, nextCursor } = expectStatus(await owner.get(`${account}/${path}?limit=200${cursor && `&cursor=${cursor}`}`), 200);
        read.push([path, JSON.stringify(items)]);
        if (path.endsWith('deliveries')) for (const { eventId } of items) read.push([path, JSON.stringify((await owner.get(`${account}/${path}/${eventId}`)).body)]);
        cursor = nextCursor;
      }
    }
    read.push(['refusals', JSON.stringify((await owner.get('/api/v1/refusals?limit=200')).body)]);
    read.push(['webhook messages', JSON.stringify(receiver.received.map(({ text }) => text))]);
  };

  it('are planted everywhere, and requests fail on our side too', async () => {
    const chosen = await plant.people();
    await plant.sessions();
    await plant.apiKeys();
    await plant.malformed();
    const integrationId = await plant.samlIntegration();
    await plant.secondFactors('canary.dana@acme.example', chosen);
    const webhookId = await plant.webhooks();
    await plant.openIdIntegration();
    const scim = await plant.provisioning(integrationId);
    await readAll(integrationId, webhookId);
    read.push(['the database', await contentOf(engine, database)]);

    await runStatement(database, 'ALTER TABLE user_emails RENAME TO user_emails_away');
    const failing = { userName: canaries.personal('a name in a request that fails', 'canary.failing@acme.example'), password: canaries.secret('a password in a request that fails') };
    expect((await owner.post(`${account}/users`, { ...failing, email: failing.userName })).status).toBe(500);
    expect((await scim.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...failing, emails: [{ value: failing.userName }] })).status).toBe(500);
    await runStatement(database, 'ALTER TABLE sessions RENAME TO sessions_away');
    expect((await owner.get('/api/v1/session')).status).toBe(500);
    await runStatement(database, 'ALTER TABLE sessions_away RENAME TO sessions');
    if (relay) {
      await relay.cut();
      const away = { email: canaries.personal('a name while the database is away', 'canary.away@acme.example'), password: canaries.secret('a password while the database is away') };
      expect((await ApiClient.anonymous(url).post('/api/v1/session', away)).status).toBe(503);
      expect((await scim.get(`/Users?filter=${encodeURIComponent(`userName eq "${away.email}"`)}`)).status).toBe(429);
      await relay.join();
    }
    process.child.kill('SIGTERM');
    expect(await process.ended).toMatchObject({ code: 0 });
  }, 180_000);

  it('have made the service log what it should: requests, refusals and failures', () => {
    const lines = logLines().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(canaries.secrets.length).toBeGreaterThan(60);
    expect(lines.filter(({ event }) => event === 'request').length).toBeGreaterThan(80);
    expect(lines.filter(({ event }) => event === 'failed').length).toBeGreaterThanOrEqual(3);
  });

  it('leave no secret in anything that the process has written', () => {
    expect(canaries.foundIn(process.output(), ['secret'])).toEqual([]);
  });

  it('leave no personal value in the log', () => {
    expect(canaries.foundIn(logLines().join('\n'), ['personal'])).toEqual([]);
  });

  it('leave no secret in the audit trail, the logs for administrators, lists and webhooks, nor readable in the database', () => {
    expect(read.flatMap(([name, text]) => canaries.foundIn(text, ['secret']).map((secret) => `${secret} in ${name}`))).toEqual([]);
  });

  it('would be found: the personal values stand in the audit trail, which is of people', () => {
    const trail = read.filter(([name]) => name === 'audit-events').map(([, text]) => text).join('');
    expect(canaries.foundIn(trail, ['personal'])).toEqual(expect.arrayContaining(['an e-mail address', 'a given name', 'a telephone number', 'the address of the client']));
  });
});

it.each(['hunter2-hunter2', encodeURIComponent('a b/c+d?e'), JSON.stringify('quote"quote')])('a canary is found however it is written: %s', (value) => {
  const canaries = new Canaries();
  canaries.keepSecret('it', value);
  for (const text of [value, encodeURIComponent(value), JSON.stringify({ value }), Buffer.from(`user:${value}`).toString('base64'), Buffer.from(`x${value}yz`).toString('base64'), Buffer.from(`xy${value}`).toString('base64')])
    expect([text, canaries.foundIn(`before ${text} after`)]).toEqual([text, ['it']]);
  expect(canaries.foundIn('nothing of it')).toEqual([]);
});

/** Everything that whoever steals the database can read. */
async function contentOf(engine: Engine, database: TestDatabase): Promise<string> {
  if (engine === 'sqlite') {
    const folder = dirname((database.setting as { path: string }).path);
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')).join('\n');
  }
  const texts = [];
  for (const table of await tablesOf(database)) texts.push(JSON.stringify(await runStatement(database, `SELECT * FROM "${table}"`)));
  return texts.join('\n');
}
