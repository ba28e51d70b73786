import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { RedirectFollower } from '../support/redirect-follower.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { type PostedMessage, SamlifyIdentityProvider, type ServiceProvider } from '../support/samlify-identity-provider.js';
import { SamlpLogoutService } from '../support/samlp-logout.js';
import { cookieOf, SignInStage } from '../support/sign-in-stage.js';

const DANA = { nameId: 'dana@acme.example', sessionIndex: '_session-1' };
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

describe.each(engines)('identity providers that others wrote, on %s', (engine) => {
  let stage: SignInStage;
  let owner: ApiClient;
  let accountId: string;
  let added = 0;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    owner = await ApiClient.signIn(stage.url);
    accountId = owner.session.account.id;
    await stage.addUser(accountId, { userName: DANA.nameId, email: DANA.nameId });
  });
  afterAll(() => stage?.stop());

  /** As an administrator adds it: the metadata of the peer pasted. @returns its unique identifier */
  const add = async (metadataXml: string, options: Record<string, unknown> = {}) => {
    const uniqueIdentifier = `peer-${(added += 1)}`;
    const answer = await owner.post(`/api/v1/accounts/${accountId}/integrations`, { provider: 'saml', entityId: `${stage.url}/sso/acs/${uniqueIdentifier}`, metadataXml, options });
    expect([answer.status, answer.body.uniqueIdentifier]).toEqual([201, uniqueIdentifier]);
    return uniqueIdentifier;
  };
  const ourMetadata = async (uniqueIdentifier: string) => (await fetch(`${stage.url}/sso/metadata/${uniqueIdentifier}`)).text();
  const begin = async (uniqueIdentifier: string, query = '') => {
    const response = await fetch(`${stage.url}/sso/login/${uniqueIdentifier}${query}`, { redirect: 'manual' });
    return { request: new URL(response.headers.get('location') as string), cookie: cookieOf(response, 'moovingon_request') as string };
  };
  const deliver = ({ url, fields }: PostedMessage, cookie?: string) => fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers: { accept: 'application/json', ...(cookie && { cookie }) } });
  const personOf = async (cookie: string) => (await ApiClient.withCookie(stage.url, cookie).get('/api/v1/session')).body?.user?.userName as string | undefined;

  describe('samlify', () => {
    let peer: SamlifyIdentityProvider;
    let uniqueIdentifier: string;
    let ours: ServiceProvider;

    beforeAll(async () => {
      peer = await SamlifyIdentityProvider.create();
      uniqueIdentifier = await add(peer.metadata(), { signRequests: true });
      ours = peer.serviceProvider(await ourMetadata(uniqueIdentifier));
    });

    const signIn = async (person = DANA) => {
      const response = await deliver(await peer.respond(ours, person, uniqueIdentifier));
      expect([response.status, await (response.status === 303 ? '' : response.text())]).toEqual([303, '']);
      return cookieOf(response) as string;
    };

    it('signs a person in unasked', async () => {
      expect(await personOf(await signIn())).toBe(DANA.nameId);
    });

    it('verifies our request by our metadata, and its answer signs this browser in', async () => {
      const { request, cookie } = await begin(uniqueIdentifier, '?returnTo=/users');
      const id = await peer.readRequest(ours, request);
      const message = await peer.respond(ours, DANA, request.searchParams.get('RelayState') as string, id);
      expect((await deliver(message)).status).toBe(401);
      const response = await deliver(await peer.respond(ours, DANA, uniqueIdentifier, id), cookie);
      expect([response.status, response.headers.get('location')]).toEqual([303, '/users']);
      expect(await personOf(cookieOf(response) as string)).toBe(DANA.nameId);
    });

    it('refuses our request once it is changed: the signature is looked at', async () => {
      const { request } = await begin(uniqueIdentifier);
      request.searchParams.set('RelayState', 'another');
      await expect(peer.readRequest(ours, request)).rejects.toThrow(/SIGNATURE/);
    });

    it('is refused with a key that its metadata does not show', async () => {
      const impostor = await SamlifyIdentityProvider.create();
      const response = await deliver(await impostor.respond(ours, DANA, uniqueIdentifier));
      expect([response.status, await response.json()]).toEqual([401, expect.objectContaining({ code: 'saml_signature_invalid' })]);
    });

    it.each(['redirect', 'form'] as const)('signs a person out here by %s, and verifies our answer', async (binding) => {
      const cookie = await signIn({ ...DANA, sessionIndex: `_${binding}` });
      const other = await signIn({ ...DANA, sessionIndex: '_other' });
      const person = { ...DANA, sessionIndex: `_${binding}` };
      const response = binding === 'form' ? await deliver(peer.postLogout(ours, person)) : await fetch(peer.requestLogout(ours, person), { redirect: 'manual' });
      expect([response.status, await response.text()]).toEqual([303, '']);
      const answer = new URL(response.headers.get('location') as string);
      expect(answer.href).toContain(peer.sloUrl);
      expect(await peer.readLogoutAnswer(ours, answer)).toMatch(/^_/);
      expect([await personOf(cookie), await personOf(other)]).toEqual([undefined, DANA.nameId]);
    });

    it('verifies our request to sign out there, and its answer brings the browser home', async () => {
      const cookie = await signIn();
      const response = await fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie } });
      const { nameId, answer } = await peer.answerLogout(ours, new URL(response.headers.get('location') as string));
      expect([nameId, await personOf(cookie)]).toEqual([DANA.nameId, undefined]);
      const home = await fetch(answer, { redirect: 'manual' });
      expect([home.status, home.headers.get('location'), await home.text()]).toEqual([303, '/', '']);
    });
  });

  describe('samlp', () => {
    let peer: SamlIdentityProvider;
    let uniqueIdentifier: string;

    beforeAll(async () => {
      peer = await SamlIdentityProvider.create({ entityId: 'https://samlp.example.test', baseUrl: 'https://samlp.example.test' });
      uniqueIdentifier = await add(peer.metadata(), { signRequests: true });
    });

    const audience = () => `${stage.url}/sso/acs/${uniqueIdentifier}`;
    const respond = async (inResponseTo?: string, sessionIndex = DANA.sessionIndex) => {
      const SAMLResponse = await peer.issue({ nameId: DANA.nameId, audience: audience(), recipient: stage.acsUrl, sessionIndex, inResponseTo });
      return { url: stage.acsUrl, fields: { SAMLResponse, RelayState: uniqueIdentifier } };
    };
    const signIn = async (sessionIndex?: string) => cookieOf(await deliver(await respond(undefined, sessionIndex))) as string;
    const logoutService = async (sessionIndex = DANA.sessionIndex) => {
      const cert = await (await fetch(`${stage.url}/sso/certificate.pem`)).text();
      return new SamlpLogoutService(peer, [{ nameId: DANA.nameId, nameIdFormat: EMAIL, sessionIndex, serviceProviderId: audience(), serviceProviderLogoutURL: `${stage.url}/sso/logout/${uniqueIdentifier}`, cert }]);
    };

    it('signs a person in unasked', async () => {
      expect(await personOf(await signIn())).toBe(DANA.nameId);
    });

    it('verifies our request by our certificate, and its answer signs this browser in', async () => {
      const { request, cookie } = await begin(uniqueIdentifier);
      const cert = await (await fetch(`${stage.url}/sso/certificate.pem`)).text();
      const { id, issuer } = await SamlpLogoutService.readRequest(request, cert);
      expect(issuer).toBe(audience());
      const response = await deliver(await respond(id), cookie);
      expect([response.status, await personOf(cookieOf(response) as string)]).toEqual([303, DANA.nameId]);
      await expect(SamlpLogoutService.readRequest(request, peer.keys.certificate)).rejects.toThrow(/[Ss]ignature/);
    });

    it('signs a person out here, and takes our answer for its own logout to go on', async () => {
      const [cookie, other] = [await signIn('_one'), await signIn('_two')];
      const there = await logoutService('_one');
      const browser = new RedirectFollower();
      const response = await browser.get(((await there.receive()) as URL).href);
      expect([response.status, await personOf(cookie), await personOf(other)]).toEqual([303, undefined, DANA.nameId]);
      // Verified, with nobody left to tell: it has ended.
      expect(await there.receive(Object.fromEntries(new URL(response.headers.get('location') as string).searchParams))).toBeUndefined();
    });

    it('verifies our request to sign out there, and its answer brings the browser home', async () => {
      const cookie = await signIn();
      const there = await logoutService();
      const response = await fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie } });
      const request = new URL(response.headers.get('location') as string);
      const answer = await there.receive(Object.fromEntries(request.searchParams), `${stage.url}/sso/logout/${uniqueIdentifier}`);
      const home = await fetch(answer as URL, { redirect: 'manual' });
      expect([home.status, home.headers.get('location'), await personOf(cookie)]).toEqual([303, '/', undefined]);
    });
  });
});
