import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { OWNER } from '../support/start-service.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

describe.each(engines)('a platform on another origin, on %s', (engine) => {
  let stage: SignInStage;
  let acme: StagedIntegration;
  let key: string;

  beforeAll(async () => {
    stage = await SignInStage.start(engine, { APP_URL: 'https://app.example.com/start?from=sso' });
    const session = (await post('/api/v1/session', OWNER)) as Response;
    const cookie = cookieOf(session) as string;
    const { account } = (await session.json()) as { account: { id: string } };
    acme = await stage.addIntegration(account.id, { identityProvider: await SamlIdentityProvider.create(), uniqueIdentifier: 'acme' });
    await stage.addUser(account.id, { userName: 'dana@acme.example', email: 'dana@acme.example', givenName: 'Dana', admin: true });
    const created = await post(`/api/v1/accounts/${account.id}/api-keys`, { name: 'platform', scopes: ['read'] }, { cookie });
    ({ key } = (await created.json()) as { key: string });
  });
  afterAll(() => stage.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(stage.url + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  const signIn = async () => stage.post(await stage.issue(acme, 'dana@acme.example'), { relayState: 'acme' });
  const codeOf = (response: Response) => new URL(response.headers.get('location') as string).searchParams.get('code') as string;
  const exchange = (code: unknown, headers: Record<string, string> = { authorization: `Bearer ${key}` }) => post('/api/v1/sign-in-codes/exchange', { code }, headers);

  it('gets the person with a code that its server exchanges, once, for user, account, role and session', async () => {
    const response = await signIn();
    expect(response.headers.get('location')).toMatch(/^https:\/\/app\.example\.com\/start\?from=sso&code=[\w-]{43}$/);
    const exchanged = await exchange(codeOf(response));
    expect(exchanged.status).toBe(200);
    expect(await exchanged.json()).toMatchObject({ user: { userName: 'dana@acme.example', givenName: 'Dana' }, account: { id: acme.accountId }, role: 'admin', session: { id: expect.any(String) as string } });
    const again = await exchange(codeOf(response));
    expect(again.status).toBe(400);
    expect(((await again.json()) as ProblemBody).code).toBe('sign_in_code_invalid');
  });

  it('gets it once of ten exchanges at once', async () => {
    const code = codeOf(await signIn());
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(400)]);
  });

  it.each(['', 'nonsense', 'x'.repeat(43)])('gets nothing for the code %j', async (code) => {
    expect((await exchange(code)).status).toBe(400);
  });

  it('gets nothing without an API key', async () => {
    expect((await exchange(codeOf(await signIn()), {})).status).toBe(401);
  });

  it('gets nothing once the person has been deactivated', async () => {
    const user = await stage.addUser(acme.accountId, { userName: 'omar@acme.example' });
    const response = await stage.post(await stage.issue(acme, 'omar@acme.example'), { relayState: 'acme' });
    await stage.changeUser(acme.accountId, user.id, { active: false });
    expect((await exchange(codeOf(response))).status).toBe(400);
  });
});

describe('on https', () => {
  let stage: SignInStage;
  beforeAll(async () => {
    stage = await SignInStage.start(engines[0] ?? 'sqlite', { PUBLIC_URL: 'https://login.example.com' });
  });
  afterAll(() => stage.stop());

  it('the cookie of a session is __Host-, Secure and Lax; that of a request comes along from other sites', async () => {
    const account = await stage.addAccount();
    const acme = await stage.addIntegration(account, { identityProvider: await SamlIdentityProvider.create(), entityId: 'urn:acme', uniqueIdentifier: 'acme' });
    await stage.addUser(account, { userName: 'dana@acme.example' });
    const begun = await fetch(`${stage.url}/sso/login/acme`, { redirect: 'manual' });
    expect(begun.headers.getSetCookie()[0]).toMatch(/^__Host-moovingon_request=[\w-]{43}; .*; Secure; SameSite=None$/);
    const response = await stage.post(await stage.issue(acme, 'dana@acme.example', { recipient: 'https://login.example.com/sso/acs/' }));
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-moovingon_session=[\w-]{43}; .*; Secure; SameSite=Lax$/);
    expect(response.headers.get('location')).toBe('https://login.example.com/');
  });
});
