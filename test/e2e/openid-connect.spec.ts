import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { OpenIdTestProvider } from '../support/openid-provider.js';
import { RedirectFollower } from '../support/redirect-follower.js';
import { cookieOf, SignInStage } from '../support/sign-in-stage.js';

const DANA = { sub: '00u-dana', email: 'Dana@acme.example', email_verified: true, preferred_username: 'dana.levi', name: 'Dana Levi', given_name: 'Dana', family_name: 'Levi' };

describe.each(engines)('signing in by OpenID Connect, through npm oidc-provider, on %s', (engine) => {
  let stage: SignInStage;
  let provider: OpenIdTestProvider;
  let owner: ApiClient;
  let accountId: string;
  let danaId: string;
  let names = 0;

  const at = (path = '') => `/api/v1/accounts/${accountId}/integrations${path}`;
  const isBack = (url: string) => url.startsWith(`${stage.url}/sso/oidc/callback`);
  const settings = () => ({ issuer: provider.issuer, clientId: provider.client.clientId, clientSecret: provider.client.clientSecret });

  const add = async (options: Record<string, unknown> = {}, request: Record<string, unknown> = {}) => {
    const answer = await owner.post(at(), { provider: 'oidc', uniqueIdentifier: `oidc-${engine}-${(names += 1)}`, options: { ...settings(), ...options }, ...request });
    expect([answer.status, answer.body]).toEqual([201, expect.any(Object)]);
    return answer.body;
  };

  /** From the first click to the address that the provider sends the browser back to. */
  const ask = async ({ loginUrl }: { loginUrl: string }, browser = new RedirectFollower(), query = '') => {
    const { url } = await browser.follow(`${loginUrl}${query}`, isBack);
    expect(isBack(url)).toBe(true);
    return { browser, url };
  };

  const signIn = async (integration: { loginUrl: string }, query = '') => {
    const { browser, url } = await ask(integration, new RedirectFollower(), query);
    return browser.get(url);
  };

  const signIns = async (id: string) => (await owner.get(at(`/${id}/sign-ins`))).body.items;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    provider = await OpenIdTestProvider.start(`${stage.url}/sso/oidc/callback`);
    owner = await ApiClient.signIn(stage.url);
    accountId = owner.session.account.id;
    danaId = (await stage.addUser(accountId, { userName: 'dana@acme.example', email: 'dana@acme.example' })).id;
    await stage.addUser(accountId, { userName: 'dana.levi' });
    await stage.addUser(accountId, { userName: '00u-dana' });
  });

  beforeEach(() => {
    provider.person = DANA;
  });

  afterAll(async () => {
    await provider?.stop();
    await stage?.stop();
  });

  describe('the set-up', () => {
    it('needs the issuer, client ID and client secret alone, and reads the rest from the provider', async () => {
      const integration = await add();
      expect(integration).toMatchObject({ provider: 'oidc', protocol: 'oidc', name: 'OpenID Connect', issuer: provider.issuer, metadataUrl: `${provider.issuer}/.well-known/openid-configuration`, status: 'unverified', certificates: [], warnings: [] });
      expect(integration).toMatchObject({ callbackUrl: `${stage.url}/sso/oidc/callback`, loginUrl: `${stage.url}/sso/login/${integration.uniqueIdentifier}`, entityId: integration.uniqueIdentifier, spMetadataUrl: null, revocationUrl: null });
    });

    it('takes the address of the configuration for the issuer', async () => {
      expect(await add({ issuer: `${provider.issuer}/.well-known/openid-configuration` })).toMatchObject({ issuer: provider.issuer });
    });

    it('never shows the client secret, and keeps it sealed', async () => {
      const { id } = await add();
      const shown = await owner.get(at(`/${id}`));
      expect(shown.body.options).toEqual({ issuer: provider.issuer, clientId: 'moovingon', nameClaim: 'email', forceAuthn: false });
      const events = await owner.get(`/api/v1/accounts/${accountId}/audit-events`);
      const row = await stage.integration(id);
      for (const text of [JSON.stringify(shown.body), JSON.stringify(events.body), JSON.stringify(row), stage.service.logLines.join('\n')]) expect(text).not.toContain(provider.client.clientSecret);
    });

    it.each([
      ['without a client secret', { options: { issuer: 'https://login.example.com', clientId: 'x' } }, { code: 'options_invalid', detail: expect.stringContaining('clientSecret') }],
      ['without an issuer', { options: { clientId: 'x', clientSecret: 'y' } }, { code: 'options_invalid', detail: expect.stringContaining('issuer') }],
      ['with an issuer that is no address', { options: { issuer: 'acme', clientId: 'x', clientSecret: 'y' } }, { code: 'options_invalid', detail: expect.stringContaining('https address') }],
      ['without a unique identifier', { uniqueIdentifier: undefined }, { code: 'unique_identifier_required' }],
      ['with SAML metadata', { metadataUrl: 'https://login.example.com/metadata' }, { code: 'metadata_source_required', detail: expect.stringContaining('received metadataUrl') }],
      ['with an issuer on a link-local address', { options: { issuer: 'http://169.254.169.254', clientId: 'x', clientSecret: 'y' } }, { code: 'metadata_address_refused' }],
    ])('is refused %s', async (_, request, problem) => {
      const body = { provider: 'oidc', uniqueIdentifier: 'refused', options: settings(), ...request };
      expect((await owner.post(at(), body)).body).toMatchObject({ status: 400, ...problem });
    });

    it('is refused where the configuration is that of another issuer', async () => {
      const body = { provider: 'oidc', uniqueIdentifier: 'refused', options: { ...settings(), issuer: provider.issuer.replace('localhost', '127.0.0.1') } };
      expect((await owner.post(at(), body)).body).toMatchObject({ status: 400, code: 'openid_configuration_invalid', detail: expect.stringContaining('another issuer') });
    });

    it('reads the configuration again by hand', async () => {
      const { id } = await add();
      expect((await owner.post(at(`/${id}/metadata/refresh`))).body).toMatchObject({ id, issuer: provider.issuer, warnings: [] });
    });

    it('offers Okta by OpenID Connect beside Okta, which comes first', async () => {
      const { body } = await owner.get('/api/v1/identity-providers?search=okta');
      expect(body.items.map(({ key, protocol }: { key: string; protocol: string }) => [key, protocol])).toEqual([['okta', 'saml'], ['okta-oidc', 'oidc']]);
      expect(body.items[1].optionsSchema).toMatchObject({ required: ['issuer', 'clientId', 'clientSecret'], properties: { clientSecret: { writeOnly: true } } });
    });
  });

  describe('a sign-in', () => {
    it('begins here with state, nonce and PKCE, and comes back with a session', async () => {
      const integration = await add();
      const browser = new RedirectFollower();
      const asked = await browser.get(integration.loginUrl);
      const request = new URL(asked.headers.get('location') ?? '');
      expect(asked.status).toBe(303);
      expect(request.origin).toBe(provider.issuer);
      expect(Object.fromEntries(request.searchParams)).toMatchObject({ response_type: 'code', client_id: 'moovingon', scope: 'openid profile email', redirect_uri: `${stage.url}/sso/oidc/callback`, code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.any(String), nonce: expect.any(String) });
      const { url } = await browser.follow(request.href, isBack);
      const back = await browser.get(url);
      expect([back.status, back.headers.get('location')]).toEqual([303, `${stage.url}/`]);
      const who = await ApiClient.withCookie(stage.url, cookieOf(back) as string).get('/api/v1/session');
      expect(who.body).toMatchObject({ user: { id: danaId }, account: { id: accountId } });
      expect((await owner.get(at(`/${integration.id}`))).body).toMatchObject({ status: 'verified', verifiedAt: expect.any(String) });
    });

    it('is in the sign-in log with what the provider said, and without a token or code', async () => {
      const integration = await add();
      const { browser, url } = await ask(integration);
      await browser.get(url);
      const [attempt] = await signIns(integration.id);
      expect(attempt).toMatchObject({ outcome: 'signed_in', subject: DANA.sub, userId: danaId, assertion: { protocol: 'oidc', proven: true, issuer: provider.issuer, audience: ['moovingon'], askedUserInfo: true, attributes: { email: DANA.email, email_verified: true, given_name: 'Dana' }, signed: 'RS256' } });
      const code = new URL(url).searchParams.get('code') as string;
      const events = (await owner.get(`/api/v1/accounts/${accountId}/audit-events`)).body;
      expect(events.items).toContainEqual(expect.objectContaining({ action: 'integration.verified', subject: expect.objectContaining({ id: integration.id }) }));
      for (const text of [JSON.stringify(attempt), JSON.stringify(events), stage.service.logLines.join('\n')]) expect(text).not.toContain(code);
    });

    it('stands in the identity check: the subject, and the claim that the person was found by', async () => {
      const integration = await add();
      await signIn(integration);
      const { body } = await owner.get(at(`/${integration.id}/identity-check`));
      expect(body.items.find(({ userId }: { userId: string }) => userId === danaId)).toMatchObject({ nameId: DANA.sub, nameIdFormat: null, signedInAs: DANA.email, userName: 'dana@acme.example', mismatches: [] });
    });

    it('ends with signing out here, and the browser goes home', async () => {
      const cookie = cookieOf(await signIn(await add())) as string;
      const left = await fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie } });
      expect([left.status, left.headers.get('location')]).toEqual([303, `${stage.url}/`]);
      expect((await ApiClient.withCookie(stage.url, cookie).get('/api/v1/session')).status).toBe(401);
    });

    it('goes on to the page that was asked for', async () => {
      const answer = await signIn(await add(), `?returnTo=${encodeURIComponent('/users?active=true')}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/users?active=true']);
    });

    it('asks for the claims that the ID token has not, and does not where it has them', async () => {
      const full = await OpenIdTestProvider.start(`${stage.url}/sso/oidc/callback`, { fullIdToken: true });
      full.person = DANA;
      const integration = await add({ issuer: full.issuer });
      expect((await signIn(integration)).status).toBe(303);
      expect((await signIns(integration.id))[0]).toMatchObject({ outcome: 'signed_in', assertion: { askedUserInfo: false } });
      await full.stop();
    });

    it.each([
      ['preferred_username', 'dana.levi'],
      ['sub', '00u-dana'],
    ])('looks the person up by %s where the integration says so', async (nameClaim, userName) => {
      const integration = await add({ nameClaim });
      const who = await ApiClient.withCookie(stage.url, cookieOf(await signIn(integration)) as string).get('/api/v1/session');
      expect(who.body.user.userName).toBe(userName);
    });

    it('has the person authenticate anew where the integration asks for it', async () => {
      const integration = await add({ forceAuthn: true });
      const browser = new RedirectFollower();
      expect((await browser.get((await ask(integration, browser)).url)).status).toBe(303);
      const again = await browser.get(integration.loginUrl);
      expect(new URL(again.headers.get('location') ?? '').searchParams.get('prompt')).toBe('login');
      expect((await browser.get((await ask(integration, browser)).url)).status).toBe(303);
    });

    it('works with several under way in one browser', async () => {
      const [one, two] = [await add(), await add()];
      const browser = new RedirectFollower();
      const [first, second] = [await ask(one, browser), await ask(two, browser)];
      expect((await browser.get(second.url)).status).toBe(303);
      expect((await browser.get(first.url)).status).toBe(303);
    });
  });

  describe('is refused', () => {
    const refused = async (response: Response, expected: Record<string, unknown>) => {
      expect(cookieOf(response)).toBeUndefined();
      const body = (await response.json()) as Record<string, unknown>;
      expect({ ...body, status: response.status }).toMatchObject(expected);
      return body;
    };

    it('in another browser than the one that asked (login CSRF)', async () => {
      const integration = await add();
      const { browser, url } = await ask(integration);
      const body = await refused(await new RedirectFollower().get(url), { status: 401, code: 'oidc_response_invalid', condition: 'state', hint: expect.stringContaining(integration.loginUrl) });
      expect((await signIns(integration.id))[0]).toMatchObject({ outcome: 'oidc_response_invalid', reference: body.reference });
      expect((await browser.get(url)).status).toBe(303);
    });

    it('a second time', async () => {
      const { browser, url } = await ask(await add());
      expect((await browser.get(url)).status).toBe(303);
      await refused(await browser.get(url), { status: 401, code: 'oidc_response_invalid', condition: 'state' });
    });

    it('of two answers at once, one', async () => {
      const { browser, url } = await ask(await add());
      const statuses = (await Promise.all([browser.get(url), browser.get(url)])).map(({ status }) => status).sort();
      expect(statuses).toEqual([303, 401]);
    });

    it.each([
      ['another state', (url: URL) => url.searchParams.set('state', 'made-up'), { status: 401, condition: 'state' }],
      ['no state', (url: URL) => url.searchParams.delete('state'), { status: 401, condition: 'state' }],
      ['another code', (url: URL) => url.searchParams.set('code', 'made-up'), { status: 401, condition: 'code' }],
      ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example'), { status: 401, condition: 'issuer' }],
      ['no issuer, where the provider says that it names itself', (url: URL) => url.searchParams.delete('iss'), { status: 401, condition: 'issuer' }],
      ['neither code nor error', (url: URL) => url.searchParams.delete('code'), { status: 400, code: 'oidc_response_malformed' }],
      ['two codes', (url: URL) => url.searchParams.append('code', 'second'), { status: 400, code: 'parameter_repeated' }],
      ['a state with a NUL', (url: URL) => url.searchParams.set('state', '\u0000'), { status: 401, condition: 'state' }],
    ])('with %s', async (_, change, expected) => {
      const { browser, url } = await ask(await add());
      const changed = new URL(url);
      change(changed);
      await refused(await browser.get(changed.href), expected);
      const twin = await ask(await add());
      expect((await twin.browser.get(twin.url)).status).toBe(303); // as it came
    });

    it('with the request of another protocol as state', async () => {
      const { browser } = await ask(await add());
      await refused(await browser.get(`${stage.url}/sso/oidc/callback?code=x&state=_${'0'.repeat(32)}`), { status: 401, condition: 'state' });
    });

    it('where the person has no user (Error 405)', async () => {
      provider.person = { sub: '00u-nobody', email: 'nobody@acme.example', email_verified: true };
      const integration = await add();
      const answer = await signIn(integration);
      expect(answer.headers.get('allow')).toBe('POST');
      await refused(answer, { status: 405, code: 'user_not_provisioned', hint: expect.stringContaining('MoovingON AI') });
      expect((await owner.get(at(`/${integration.id}`))).body.status).toBe('unverified');
    });

    it('where the user is deactivated', async () => {
      const person = await stage.addUser(accountId, { userName: 'gone@acme.example', email: 'gone@acme.example', active: false });
      provider.person = { sub: '00u-gone', email: person.userName, email_verified: true };
      await refused(await signIn(await add()), { status: 403, code: 'user_inactive' });
    });

    it.each([
      ['has not verified', { email_verified: false }],
      ['does not say to have verified', { email_verified: undefined }],
      ['says in another form to have verified', { email_verified: 'true' }],
      ['does not state', { email: undefined }],
    ])('for an e-mail address that the provider %s', async (_, claims) => {
      provider.person = { ...DANA, ...claims };
      await refused(await signIn(await add()), { status: 401, code: 'oidc_response_invalid', condition: 'email', hint: expect.stringContaining('email_verified') });
    });

    it('where the provider signs nobody in, with its words', async () => {
      provider.person = undefined;
      const integration = await add();
      await refused(await signIn(integration), { status: 401, code: 'oidc_refused_by_provider', detail: expect.stringContaining('not assigned to the application') });
      expect((await signIns(integration.id))[0]).toMatchObject({ outcome: 'oidc_refused_by_provider', assertion: { proven: false, error: expect.stringContaining('access_denied') } });
    });

    it('with a client secret that the provider does not know', async () => {
      await refused(await signIn(await add({ clientSecret: 'another' })), { status: 401, code: 'oidc_client_refused', hint: expect.stringContaining('client secret') });
    });

    it('by a provider that does not answer', async () => {
      const other = await OpenIdTestProvider.start(`${stage.url}/sso/oidc/callback`);
      other.person = DANA;
      const { browser, url } = await ask(await add({ issuer: other.issuer }));
      await other.stop();
      await refused(await browser.get(url), { status: 502, code: 'oidc_provider_unreachable', detail: expect.stringContaining('refused the connection') });
    });

    it('through an integration that was deleted meanwhile', async () => {
      const integration = await add();
      const { browser, url } = await ask(integration);
      expect((await owner.delete(at(`/${integration.id}`))).status).toBe(204);
      await refused(await browser.get(url), { status: 401, condition: 'state' });
      expect((await fetch(integration.loginUrl)).status).toBe(404);
    });

    it('with a page in words for a browser, without a cookie', async () => {
      const { browser, url } = await ask(await add());
      const page = await browser.get(url.replace(/code=[^&]+/, 'code=%3Cscript%3E'), { accept: 'text/html' });
      expect([page.status, page.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
      expect(await page.text()).not.toContain('<script>');
    });
  });

  describe('a change', () => {
    it('of the client secret makes the integration unverified, and the next sign-in verifies it', async () => {
      const integration = await add({ clientSecret: 'wrong at first' });
      const { body } = await owner.patch(at(`/${integration.id}`), { options: { clientSecret: provider.client.clientSecret } });
      expect(body).toMatchObject({ status: 'unverified', options: { clientId: 'moovingon' } });
      expect((await signIn(integration)).status).toBe(303);
      expect((await owner.patch(at(`/${integration.id}`), { options: { clientSecret: 'wrong again' } })).body.status).toBe('unverified');
    });

    it('to the same issuer reads the configuration again and leaves the integration verified', async () => {
      const integration = await add();
      await signIn(integration);
      expect((await owner.patch(at(`/${integration.id}`), { options: { issuer: provider.issuer } })).body.status).toBe('verified');
    });

    it('of the unique identifier moves the address of the login', async () => {
      const integration = await add();
      const { body } = await owner.patch(at(`/${integration.id}`), { uniqueIdentifier: `${integration.uniqueIdentifier}-moved` });
      expect(body).toMatchObject({ uniqueIdentifier: `${integration.uniqueIdentifier}-moved`, entityId: `${integration.uniqueIdentifier}-moved` });
      expect((await signIn(body)).status).toBe(303);
    });
  });

  it('a sign-in through the integration of another account finds nobody of this one', async () => {
    const other = await owner.post('/api/v1/accounts', { name: 'Other', owner: { email: `other-${engine}@other.example`, password: 'correct horse battery' } });
    const foreign = await owner.post(`/api/v1/accounts/${other.body.account?.id ?? other.body.id}/integrations`, { provider: 'oidc', uniqueIdentifier: `foreign-${engine}`, options: settings() });
    expect(foreign.status).toBe(201);
    expect((await signIn(foreign.body)).status).toBe(405);
  });

  it('what SAML has, an OpenID Connect integration has not: no response is taken, no metadata handed out', async () => {
    const { uniqueIdentifier } = await add();
    expect((await fetch(`${stage.url}/sso/metadata/${uniqueIdentifier}`)).status).toBe(404);
    expect((await stage.post(Buffer.from('<a/>').toString('base64'), { path: `/sso/acs/${uniqueIdentifier}` })).status).toBeGreaterThanOrEqual(400);
  });
});
