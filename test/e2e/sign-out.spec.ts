import { createLogoutRequest, createLogoutResponse, type OutgoingMessage, verifyLogoutMessage } from '@app/saml';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

describe.each(engines)('signing out, on %s', (engine) => {
  let stage: SignInStage;
  let acme: StagedIntegration;
  let other: StagedIntegration;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    const account = await stage.addAccount();
    acme = await stage.addIntegration(account, { identityProvider: await SamlIdentityProvider.create(), uniqueIdentifier: 'acme' });
    other = await stage.addIntegration(account, { identityProvider: await SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkOther' }), uniqueIdentifier: 'other' });
    await stage.addUser(account, { userName: 'dana@acme.example' });
    await stage.addUser(account, { userName: 'omar@acme.example' });
  });
  afterAll(() => stage.stop());

  const signIn = async (nameId = 'dana@acme.example', sessionIndex = 's1', integration = acme) =>
    cookieOf(await stage.post(await stage.issue(integration, nameId, { sessionIndex }), { relayState: integration.uniqueIdentifier })) as string;
  const isSignedIn = async (cookie: string) => (await (await fetch(`${stage.url}/`, { headers: { cookie } })).text()).includes('You are signed in');
  const logoutUrl = (uniqueIdentifier = 'acme') => `${stage.url}/sso/logout/${uniqueIdentifier}`;
  const ours = () => fetch(`${stage.url}/sso/certificate.pem`).then((response) => response.text());

  interface Asking {
    readonly sessionIndexes?: readonly string[];
    readonly binding?: 'redirect' | 'post';
    readonly integration?: StagedIntegration;
    readonly key?: string;
    readonly now?: Date;
  }
  const asked = (nameId: string, { sessionIndexes = ['s1'], binding = 'redirect', integration = acme, key, now = new Date() }: Asking = {}) => {
    const { entityId, keys } = integration.identityProvider;
    const destination = { binding, location: logoutUrl(integration.uniqueIdentifier) };
    return createLogoutRequest({ issuer: entityId, destination, nameId, sessionIndexes, signingKey: key ?? keys.privateKey, now, relayState: 'their state' });
  };
  const deliver = (message: OutgoingMessage, headers: Record<string, string> = {}) =>
    message.binding === 'redirect'
      ? fetch(message.url, { redirect: 'manual', headers })
      : fetch(message.url, { method: 'POST', body: new URLSearchParams(message.fields), redirect: 'manual', headers });
  const codeOf = async (response: Response) => ((await response.json()) as ProblemBody).code;

  describe('on the word of the identity provider', () => {
    it.each(['redirect', 'post'] as const)('ends the sessions that it names, by %s, and answers signed', async (binding) => {
      const cookie = await signIn();
      const message = await asked('dana@acme.example', { binding });
      const response = await deliver(message);
      expect(response.status).toBe(303);
      expect(await isSignedIn(cookie)).toBe(false);
      const answer = new URL(response.headers.get('location') as string);
      expect(answer.href).toContain(acme.identityProvider.sloUrl);
      const expected = { issuer: acme.audience, destinations: [acme.identityProvider.sloUrl], now: new Date(), requestId: message.id };
      expect(await verifyLogoutMessage({ message: { binding: 'redirect', rawQuery: answer.search.slice(1) }, certificates: [await ours()], expected })).toMatchObject({ kind: 'response', success: true, relayState: 'their state' });
    });

    it('leaves every other session: of another person, of another SessionIndex, of another integration', async () => {
      const kept = [await signIn('omar@acme.example'), await signIn('dana@acme.example', 's2'), await signIn('dana@acme.example', 's1', other)];
      await deliver(await asked('dana@acme.example'));
      for (const cookie of kept) expect(await isSignedIn(cookie)).toBe(true);
    });

    it('ends all sessions of the person where it names none', async () => {
      const cookies = [await signIn('dana@acme.example', 's1'), await signIn('dana@acme.example', 's2')];
      await deliver(await asked('dana@acme.example', { sessionIndexes: [] }));
      for (const cookie of cookies) expect(await isSignedIn(cookie)).toBe(false);
    });

    it('refuses a message of another key, of another integration, an old one, an unsigned one and a used one, and ends nothing', async () => {
      const cookie = await signIn();
      const stranger = (await SamlIdentityProvider.create()).keys.privateKey;
      expect(await codeOf(await deliver(await asked('dana@acme.example', { key: stranger })))).toBe('logout_signature_invalid');
      const elsewhere = await asked('dana@acme.example', { integration: other });
      expect(await codeOf(await deliver({ ...elsewhere, url: elsewhere.url.replace('/logout/other', '/logout/acme') }))).toBe('logout_signature_invalid');
      expect(await codeOf(await deliver(await asked('dana@acme.example', { now: new Date(Date.now() - 3_600_000) })))).toBe('logout_message_invalid');
      const unsigned = new URL((await asked('dana@acme.example')).url);
      unsigned.searchParams.delete('Signature');
      expect(['logout_signature_invalid', 'logout_message_malformed']).toContain(await codeOf(await fetch(unsigned, { redirect: 'manual' })));
      expect(await isSignedIn(cookie)).toBe(true);
      const message = await asked('omar@acme.example');
      expect((await deliver(message)).status).toBe(303);
      expect(await codeOf(await deliver(message))).toBe('logout_message_replayed');
    });

    it('does not know an integration that there is not', async () => {
      expect(await codeOf(await fetch(`${stage.url}/sso/logout/nobody?SAMLRequest=x`))).toBe('integration_unknown');
    });
  });

  describe('here', () => {
    it('ends the session, forgets the cookie and asks the identity provider to end its own', async () => {
      const cookie = await signIn();
      const response = await fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie } });
      expect(response.status).toBe(303);
      expect(response.headers.getSetCookie().join()).toMatch(/moovingon_session=; Expires=Thu, 01 Jan 1970/);
      expect(await isSignedIn(cookie)).toBe(false);
      const request = new URL(response.headers.get('location') as string);
      const expected = { issuer: acme.audience, destinations: [acme.identityProvider.sloUrl], now: new Date() };
      expect(await verifyLogoutMessage({ message: { binding: 'redirect', rawQuery: request.search.slice(1) }, certificates: [await ours()], expected })).toMatchObject({
        ...{ kind: 'request', nameId: 'dana@acme.example', nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress', sessionIndexes: ['s1'] },
      });
    });

    it('comes home with the answer of the identity provider', async () => {
      const message = await createLogoutResponse({ issuer: acme.identityProvider.entityId, destination: { binding: 'redirect', location: logoutUrl() }, inResponseTo: '_any', success: true, signingKey: acme.identityProvider.keys.privateKey, now: new Date() });
      const response = await deliver(message);
      expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    });

    it('is not done for another site', async () => {
      const cookie = await signIn();
      const headers = { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
      expect((await fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual', headers })).status).toBe(403);
      expect((await fetch(logoutUrl(), { method: 'POST', redirect: 'manual', headers })).status).toBe(403);
      const asking = await fetch(logoutUrl(), { redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'cross-site' } });
      expect(await asking.text()).toContain('Sign out of MoovingON AI?');
      expect(await isSignedIn(cookie)).toBe(true);
    });

    it('begins at the logout address of the integration too', async () => {
      const cookie = await signIn();
      const response = await fetch(logoutUrl(), { redirect: 'manual', headers: { cookie } });
      expect(response.headers.get('location')).toContain(acme.identityProvider.sloUrl);
      expect(await isSignedIn(cookie)).toBe(false);
    });

    it('goes home where nobody is signed in', async () => {
      const response = await fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([303, `${stage.url}/`]);
    });
  });

  it('the page at / tells how to sign in, and has a policy that lets nothing else run', async () => {
    const response = await fetch(`${stage.url}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(await response.text()).toContain('You are not signed in');
  });
});
