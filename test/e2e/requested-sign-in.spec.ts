import { X509Certificate, createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { encode, ForgeryKit } from '../support/saml/forgery-kit.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

/** What the browser is sent to the identity provider with. */
interface Begun {
  readonly cookie: string;
  readonly location: URL;
  readonly requestId: string;
  readonly xml: string;
}

describe.each(engines)('a sign-in that begins here, on %s', (engine) => {
  let stage: SignInStage;
  let okta: SamlIdentityProvider;
  let acme: StagedIntegration;
  let other: StagedIntegration;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    okta = await SamlIdentityProvider.create();
    const account = await stage.addAccount();
    acme = await stage.addIntegration(account, { identityProvider: okta, uniqueIdentifier: 'acme' });
    other = await stage.addIntegration(account, { identityProvider: await SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkOther' }), uniqueIdentifier: 'other' });
    await stage.addUser(account, { userName: 'dana@acme.example' });
  });
  afterAll(() => stage.stop());

  const begin = async (query = '', uniqueIdentifier = 'acme', cookie?: string): Promise<Begun> => {
    const response = await fetch(`${stage.url}/sso/login/${uniqueIdentifier}${query}`, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location') as string);
    const xml = inflateRawSync(Buffer.from(location.searchParams.get('SAMLRequest') as string, 'base64')).toString();
    return { cookie: cookieOf(response, 'moovingon_request') as string, location, xml, requestId: /ID="([^"]+)"/.exec(xml)?.[1] as string };
  };
  const answer = async ({ requestId, cookie }: { requestId: string; cookie?: string }, integration = acme) =>
    stage.post(await stage.issue(integration, 'dana@acme.example', { inResponseTo: requestId }), { relayState: integration.uniqueIdentifier, cookie });
  const expectRefused = async (response: Response) => {
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'saml_response_invalid', condition: 'in-response-to', hint: expect.stringContaining('/sso/login/') as string });
  };

  it('goes to the identity provider with a request that names us and brings back the RelayState', async () => {
    const { location, xml } = await begin();
    expect(location.href).toContain(okta.ssoUrl);
    expect(location.searchParams.get('RelayState')).toBe('acme');
    expect(xml).toContain(`AssertionConsumerServiceURL="${stage.acsUrl}"`);
    expect(xml).toContain(`>${acme.audience}<`);
    expect(xml).not.toContain('RequestedAuthnContext');
    expect(xml).not.toMatch(/ForceAuthn="true"/);
  });

  it('ends at the page that was asked for', async () => {
    const response = await answer(await begin('?returnTo=/users%3Factive=true'));
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/users?active=true');
    expect(cookieOf(response)).toBeTruthy();
  });

  it('ends at APP_URL where no page was asked for', async () => {
    expect((await answer(await begin())).headers.get('location')).toBe(`${stage.url}/`);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/%09/evil.example', '/%2F/evil.example', '/a%0d%0aSet-Cookie:x=1', 'javascript:alert(1)', 'users'])('refuses to return to %s', async (returnTo) => {
    const response = await fetch(`${stage.url}/sso/login/acme?returnTo=${encodeURIComponent(returnTo)}`, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(((await response.json()) as ProblemBody).code).toBe('return_to_invalid');
  });

  it('is 404 for an integration that nobody knows', async () => {
    expect((await fetch(`${stage.url}/sso/login/nobody`)).status).toBe(404);
  });

  it('is refused in another browser: the request is bound to the one that made it', async () => {
    const { requestId } = await begin();
    await expectRefused(await answer({ requestId }));
    const { cookie } = await begin();
    await expectRefused(await answer({ requestId, cookie }));
  });

  it('is refused for a request that was made with another integration', async () => {
    const { requestId, cookie } = await begin('', 'other');
    await expectRefused(await answer({ requestId, cookie }, acme));
    expect((await answer({ requestId, cookie }, other)).status).toBe(303);
  });

  it('is refused for a second answer to the same request', async () => {
    const begun = await begin();
    expect((await answer(begun)).status).toBe(303);
    await expectRefused(await answer(begun));
  });

  it('is accepted once of ten answers at once', async () => {
    const begun = await begin();
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(begun)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(9).fill(401)]);
  });

  it('may be under way several times in one browser', async () => {
    const first = await begin('?returnTo=/one');
    const second = await begin('?returnTo=/two', 'acme', first.cookie);
    expect(second.cookie).toBe(first.cookie);
    expect((await answer(second)).headers.get('location')).toBe('/two');
    expect((await answer(first)).headers.get('location')).toBe('/one');
  });

  it('leaves a sign-in that the identity provider begins as it is', async () => {
    const { cookie } = await begin();
    expect((await stage.post(await stage.issue(acme, 'dana@acme.example'), { relayState: 'acme', cookie })).status).toBe(303);
  });

  describe('by the switches of the integration', () => {
    const integrate = (options: Record<string, unknown>, uniqueIdentifier: string) => stage.addIntegration(acme.accountId, { identityProvider: okta, uniqueIdentifier, options });

    it('takes nothing that was not asked for (requestedOnly)', async () => {
      const integration = await integrate({ requestedOnly: true }, 'requested');
      await expectRefused(await stage.post(await stage.issue(integration, 'dana@acme.example'), { relayState: 'requested' }));
      expect((await answer(await begin('', 'requested'), integration)).status).toBe(303);
    });

    it('asks for a fresh sign-in, and takes none that is older than the question (forceAuthn)', async () => {
      const integration = await integrate({ forceAuthn: true }, 'forced');
      const kit = await ForgeryKit.create({ issuer: okta.entityId, keys: okta.keys, audience: integration.audience, acsUrl: stage.acsUrl, attacker: 'dana@acme.example', victim: '', now: () => new Date() });
      const answered = async (minutes: number) => {
        const { requestId, cookie, xml } = await begin('', 'forced');
        expect(xml).toMatch(/ForceAuthn="true"/);
        const response = kit.honest({ authnInstant: kit.at(minutes), inResponseTo: requestId, confirmationInResponseTo: requestId });
        return stage.post(encode(response), { relayState: 'forced', cookie });
      };
      expect(await (await answered(-5)).json()).toMatchObject({ code: 'saml_response_invalid', condition: 'authn-instant' });
      expect((await answered(0)).status).toBe(303);
    });

    it('asks for a way to sign in, and takes no other (authnContexts)', async () => {
      const context = 'urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken';
      const integration = await integrate({ authnContexts: [context] }, 'second-factor');
      const begun = await begin('', 'second-factor');
      expect(begun.xml).toContain(context);
      const response = await answer(begun, integration);
      expect(await response.json()).toMatchObject({ code: 'saml_response_invalid', condition: 'authn-context' });
    });

    it('signs its requests with the key of the service (signRequests)', async () => {
      await integrate({ signRequests: true }, 'signed');
      const { location } = await begin('', 'signed');
      const certificate = new X509Certificate(await (await fetch(`${stage.url}/sso/certificate.pem`)).text());
      const [octets, signature] = (location.search.slice(1).match(/^(.*)&Signature=(.*)$/) as RegExpMatchArray).slice(1) as [string, string];
      const verifier = createVerify('RSA-SHA256').update(octets);
      expect(verifier.verify(certificate.publicKey, Buffer.from(decodeURIComponent(signature), 'base64'))).toBe(true);
    });
  });

  it('may bring an assertion that is encrypted to our certificate, and has to where the integration says so (encryptedOnly)', async () => {
    const integration = await stage.addIntegration(acme.accountId, { identityProvider: okta, uniqueIdentifier: 'encrypted', options: { encryptedOnly: true } });
    const encryptFor = await (await fetch(`${stage.url}/sso/certificate.pem`)).text();
    const encrypted = { encryptFor, encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm' };
    const answerWith = async (changes: object) => stage.post(await stage.issue(integration, 'dana@acme.example', changes), { relayState: 'encrypted' });
    expect((await answerWith(encrypted)).status).toBe(303);
    expect(await (await answerWith({})).json()).toMatchObject({ code: 'saml_response_invalid', condition: 'encryption' });
  });

  it('has metadata of ours, with the same certificate for both uses, twice the same', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => fetch(`${stage.url}/sso/metadata/acme`)));
    expect(first?.headers.get('content-type')).toMatch(/^application\/samlmetadata\+xml/);
    const xml = (await first?.text()) as string;
    expect(xml).toBe(await second?.text());
    expect(xml).toContain(`entityID="${acme.audience}"`);
    expect(xml).toContain(`Location="${stage.acsUrl}"`);
    expect(xml).toContain(`Location="${stage.url}/sso/logout/acme"`);
    expect(xml.match(/<ds:X509Certificate>/g)).toHaveLength(2);
  });
});
