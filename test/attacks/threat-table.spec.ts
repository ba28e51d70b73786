import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { ApiClient } from '../support/api-client.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

const [engine = 'sqlite'] = engines;
const DANA = 'dana@acme.example';

/** The rows of the threat table that are about more than one message (docs/threats.md), each with the twin that is let in. */
describe('the running service holds against', () => {
  let stage: SignInStage;
  let okta: SamlIdentityProvider;
  let acme: StagedIntegration;
  let other: StagedIntegration;
  let accountId: string;

  beforeAll(async () => {
    stage = await SignInStage.start(engine, { METADATA_ALLOW_PRIVATE_HOSTS: 'false' });
    okta = await SamlIdentityProvider.create();
    [accountId] = [await stage.addAccount('Acme')];
    const elsewhere = await stage.addAccount('Other');
    acme = await stage.addIntegration(accountId, { identityProvider: okta, uniqueIdentifier: 'acme' });
    other = await stage.addIntegration(elsewhere, { identityProvider: okta, uniqueIdentifier: 'other' });
    await stage.addUser(accountId, { userName: DANA, email: DANA });
    await stage.addUser(accountId, { userName: 'boss@acme.example', owner: true, staff: true });
    await stage.addUser(elsewhere, { userName: 'omar@other.example' });
  });
  afterAll(() => stage.stop());

  const signIn = async (nameId = DANA, integration = acme, changes = {}, posting = {}) => stage.post(await stage.issue(integration, nameId, changes), { relayState: integration.uniqueIdentifier, ...posting });
  const codeOf = async (response: Response) => {
    expect(response.headers.getSetCookie()).toEqual([]);
    return ((await response.json()) as ProblemBody).code;
  };
  const isLetIn = (response: Response) => response.status === 303 && cookieOf(response) !== undefined;

  describe('threat 1, a guard that passes with nobody:', () => {
    const logout = `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="${new Date().toISOString()}"/>`;
    const query = `SAMLResponse=${encodeURIComponent(Buffer.from(logout).toString('base64'))}`;

    it('a message in the query of a GET', async () => {
      const response = await fetch(`${stage.url}/sso/acs/?${query}`, { redirect: 'manual', headers: { accept: 'application/json' } });
      expect([response.status, response.headers.getSetCookie()]).toEqual([405, []]);
    });

    it('a message in the query of a POST whose form has none', async () => {
      const empty = await fetch(`${stage.url}/sso/acs/?${query}`, { method: 'POST', body: new URLSearchParams({ RelayState: 'acme' }), redirect: 'manual', headers: { accept: 'application/json' } });
      expect(await codeOf(empty)).toBe('saml_response_missing');
      expect(isLetIn(await signIn())).toBe(true);
    });

    it('a signed response that signs nobody in (NoPassive)', async () => {
      expect(await codeOf(await signIn(DANA, acme, { status: 'urn:oasis:names:tc:SAML:2.0:status:NoPassive' }))).toBe('saml_response_invalid');
      expect(isLetIn(await signIn())).toBe(true);
    });
  });

  describe('threat 2, whose word counts for whom:', () => {
    it('a person of another account, named by a provider that signs for its own', async () => {
      expect(await codeOf(await signIn('omar@other.example'))).toBe('user_not_provisioned');
      expect(isLetIn(await signIn('omar@other.example', other))).toBe(true);
    });

    it("an owner's and staff's rights: a sign-in through a provider carries admin at most", async () => {
      const response = await signIn('boss@acme.example');
      expect(isLetIn(response)).toBe(true);
      const boss = ApiClient.withCookie(stage.url, cookieOf(response) as string);
      const account = `/api/v1/accounts/${accountId}`;
      expect([(await boss.get(`${account}/users`)).status, (await boss.patch(account, { name: 'Mine' })).status, (await boss.get('/api/v1/accounts')).status]).toEqual([200, 403, 403]);
    });

    it('an integration that is deleted while its response is under way', async () => {
      const doomed = await stage.addIntegration(accountId, { identityProvider: okta });
      const [before, after] = [await stage.issue(doomed, DANA), await stage.issue(doomed, DANA)];
      expect(isLetIn(await stage.post(before, { relayState: doomed.uniqueIdentifier }))).toBe(true);
      const owner = await ApiClient.signIn(stage.url);
      expect((await owner.delete(`/api/v1/accounts/${accountId}/integrations/${doomed.id}`)).status).toBe(204);
      expect(await codeOf(await stage.post(after, { relayState: doomed.uniqueIdentifier }))).toBe('integration_unknown');
    });
  });

  it("threat 3, another integration's response with the same key and issuer", async () => {
    expect(await codeOf(await stage.post(await stage.issue(other, DANA), { relayState: 'acme' }))).toBe('saml_response_invalid');
    expect(isLetIn(await stage.post(await stage.issue(acme, DANA), { relayState: 'acme' }))).toBe(true);
  });

  it('threat 4, replay: the same assertion again, in another envelope, and on a second instance', async () => {
    const second = await SignInStage.start(engine, { PUBLIC_URL: stage.url, METADATA_ALLOW_PRIVATE_HOSTS: 'false' }, stage.service.database);
    try {
      const postThere = (field: string) => fetch(`http://localhost:${second.service.settings.port}/sso/acs/`, { method: 'POST', body: new URLSearchParams({ SAMLResponse: field, RelayState: 'acme' }), redirect: 'manual', headers: { accept: 'application/json' } });
      const xml = await okta.issueXml({ nameId: DANA, audience: acme.audience, recipient: stage.acsUrl, sign: 'assertion' });
      const field = (text: string) => Buffer.from(text).toString('base64');
      expect(isLetIn(await stage.post(field(xml), { relayState: 'acme' }))).toBe(true);
      expect(await codeOf(await stage.post(field(xml), { relayState: 'acme' }))).toBe('saml_assertion_replayed');
      expect(await codeOf(await stage.post(field(xml.replace(/(<samlp:Response [^>]*ID=")[^"]+/, '$1_another')), { relayState: 'acme' }))).toBe('saml_assertion_replayed');
      expect(await codeOf(await postThere(field(xml)))).toBe('saml_assertion_replayed');
      expect(isLetIn(await postThere(await stage.issue(acme, DANA)))).toBe(true);
    } finally {
      await second.stop();
    }
  });

  it('threat 5, login CSRF: an answer to a request of another browser', async () => {
    const begun = await fetch(`${stage.url}/sso/login/acme`, { redirect: 'manual' });
    const request = new URL(begun.headers.get('location') as string).searchParams.get('SAMLRequest') as string;
    const { inflateRawSync } = await import('node:zlib');
    const inResponseTo = /ID="([^"]+)"/.exec(inflateRawSync(Buffer.from(request, 'base64')).toString())?.[1];
    expect(await codeOf(await signIn(DANA, acme, { inResponseTo }))).toBe('saml_response_invalid');
    expect(await codeOf(await signIn(DANA, acme, { inResponseTo }, { cookie: 'moovingon_request=another' }))).toBe('saml_response_invalid');
    expect(isLetIn(await signIn(DANA, acme, { inResponseTo }, { cookie: cookieOf(begun, 'moovingon_request') }))).toBe(true);
  });

  it('threat 5, RelayState as an address: it only proposes an integration', async () => {
    const response = await signIn(DANA, acme, {}, { relayState: 'https://evil.example/' });
    expect([response.status, response.headers.get('location')]).toEqual([303, `${stage.url}/`]);
  });

  describe('threat 6, tiny requests that stop the process:', () => {
    const hostile: Readonly<Record<string, () => Promise<Response>>> = {
      'a length instead of a text': () => fetch(stage.acsUrl, { method: 'POST', body: '{"SAMLResponse":{"length":500000000}}', headers: { 'content-type': 'application/json', accept: 'application/json' } }),
      '93 kB of <<<<': () => stage.post(Buffer.from('<'.repeat(93_000)).toString('base64'), { relayState: 'acme' }),
      '93 kB of <a/>': () => stage.post(Buffer.from(`<r>${'<a/>'.repeat(23_000)}</r>`).toString('base64'), { relayState: 'acme' }),
      'elements 20,000 deep': () => stage.post(Buffer.from('<a>'.repeat(20_000)).toString('base64'), { relayState: 'acme' }),
      'a deflate bomb': async () => {
        const { deflateRawSync } = await import('node:zlib');
        return fetch(`${stage.url}/sso/logout/acme?SAMLRequest=${encodeURIComponent(deflateRawSync(Buffer.alloc(8_000_000, 'a')).toString('base64'))}&SigAlg=x&Signature=x`, { redirect: 'manual', headers: { accept: 'application/json' } });
      },
    };

    it.each(Object.keys(hostile))('%s is refused at once, and the next person is let in', async (name) => {
      const begun = performance.now();
      const response = await (hostile[name] as () => Promise<Response>)();
      expect([response.status >= 400 && response.status < 500, response.headers.getSetCookie()]).toEqual([true, []]);
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(isLetIn(await signIn())).toBe(true);
    });
  });

  it.each(['http://127.0.0.1/', 'http://169.254.169.254/latest/', 'http://[::ffff:10.0.0.1]/', 'http://2130706433/', 'http://0x7f.1/', 'http://localhost/', 'file:///etc/passwd'])('threat 12, metadata that points inside: %s', async (metadataUrl) => {
    const owner = await ApiClient.signIn(stage.url);
    const add = (request: object) => owner.post(`/api/v1/accounts/${accountId}/integrations`, { provider: 'okta', entityId: `urn:${encodeURIComponent(metadataUrl)}`, uniqueIdentifier: `inside-${metadataUrl.length}-${metadataUrl.charCodeAt(8)}`, ...request });
    const refused = await add({ metadataUrl });
    expect([refused.status, ['metadata_address_refused', 'metadata_unreachable', 'request_invalid', 'metadata_source_required'].includes(refused.body.code)]).toEqual([400, true]);
    expect((await add({ metadataXml: okta.metadata() })).status).toBe(201);
  });

  it('threat 12, a sign-on address that is a script', async () => {
    const owner = await ApiClient.signIn(stage.url);
    const add = (metadataXml: string) => owner.post(`/api/v1/accounts/${accountId}/integrations`, { provider: 'okta', entityId: 'script', metadataXml });
    expect(await add(okta.metadata().replaceAll(okta.ssoUrl, 'javascript:alert(1)'))).toMatchObject({ status: 400, body: { code: 'metadata_invalid' } });
    expect((await add(okta.metadata())).status).toBe(201);
  });

  it('threat 13, text from outside in a refusal: it is escaped on the page, and no stack is shown', async () => {
    const page = await (await signIn('<script>alert(1)</script>@acme.example', acme, {}, { accept: 'text/html' })).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script>alert|at \w+ \(|node_modules/);
  });
});
