import { inflateRawSync } from 'node:zlib';
import { RemoveEndedRows } from '@app/housekeeping';
import { digest, HOUR, MINUTE, SECOND } from '@app/kernel';
import { IntegrationRepository, SignInCodeRepository, SignInRequestRepository } from '@app/persistence';
import { createLogoutRequest } from '@app/saml';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { OpenIdTestProvider } from '../support/openid-provider.js';
import { RedirectFollower } from '../support/redirect-follower.js';
import { encode, ForgeryKit } from '../support/saml/forgery-kit.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { OWNER } from '../support/start-service.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

const [engine = 'sqlite'] = engines;
const DANA = 'dana@acme.example';
const APP_URL = 'https://app.example.com/start';

/** What stands around the verification of a message, step by step: taken out of the code, each of these breaks its test (docs/mutation-testing.md). */
describe('a sign-in, step by step,', () => {
  let stage: SignInStage;
  let okta: SamlIdentityProvider;
  let accountId: string;
  let acme: StagedIntegration;

  beforeAll(async () => {
    stage = await SignInStage.start(engine, { APP_URL });
    okta = await SamlIdentityProvider.create();
    accountId = (await ApiClient.signIn(stage.url)).session.account.id;
    acme = await stage.addIntegration(accountId, { identityProvider: okta, uniqueIdentifier: 'acme' });
    await stage.addUser(accountId, { userName: DANA, email: DANA });
  });
  afterAll(() => stage.stop());

  const settings = () => stage.service.settings;
  const outcome = async (response: Response) => (response.status === 303 ? 'signed in' : ((await response.json()) as ProblemBody).code);
  const signIn = async (integration = acme, nameId = DANA, changes = {}) => stage.post(await stage.issue(integration, nameId, changes), { relayState: integration.uniqueIdentifier });

  /** As if a request had been sent so long ago. */
  const shorten = async (id: string, age: number) => {
    const [requests, scope] = [stage.part(SignInRequestRepository), Date.now()];
    await stage.write(async (tx) => {
      const request = await requests.findWaiting(tx as never, id, scope);
      if (!request) throw new Error('There is no such request');
      await requests.spend(tx, request, scope);
      await requests.insert(tx, { ...request, expiresAt: request.expiresAt - age });
    });
  };

  describe('tries', () => {
    it('the keys of 20 integrations with one issuer and one audience, and of no more', async () => {
      const entityId = 'urn:example:many';
      const [first, stranger] = await Promise.all([1, 2].map(() => SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkMany' })));
      const integration = await stage.addIntegration(accountId, { identityProvider: first as SamlIdentityProvider, entityId });
      const post = async () => outcome(await stage.post(await stage.issue(integration, DANA)));
      for (let count = 1; count < 20; count++) await stage.addIntegration(accountId, { identityProvider: stranger as SamlIdentityProvider, entityId });
      expect(await post()).toBe('signed in');
      await stage.addIntegration(accountId, { identityProvider: stranger as SamlIdentityProvider, entityId });
      expect(await post()).toBe('integration_unknown');
    });

    it('no integration of another protocol, whoever signs', async () => {
      const identityProvider = await SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkOidc' });
      const integration = await stage.addIntegration(accountId, { identityProvider });
      expect(await outcome(await signIn(integration))).toBe('signed in');
      await stage.write((tx) => stage.part(IntegrationRepository).update(tx, integration.id, { provider: 'oidc' }));
      expect(await outcome(await signIn(integration))).toBe('integration_unknown');
    });

    it('no integration whose metadata is still awaited', async () => {
      const identityProvider = await SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkAwaited' });
      const integration = await stage.addIntegration(accountId, { identityProvider });
      expect(await outcome(await signIn(integration))).toBe('signed in');
      await stage.write((tx) => stage.part(IntegrationRepository).update(tx, integration.id, { issuer: null }));
      expect(await outcome(await signIn(integration))).toBe('integration_unknown');
    });
  });

  describe('that began here', () => {
    const begin = async () => {
      const begun = await fetch(`${stage.url}/sso/login/acme`, { redirect: 'manual' });
      const request = new URL(begun.headers.get('location') as string).searchParams.get('SAMLRequest') as string;
      return { inResponseTo: /ID="([^"]+)"/.exec(inflateRawSync(Buffer.from(request, 'base64')).toString())?.[1], cookie: cookieOf(begun, 'moovingon_request') };
    };
    const answer = async ({ inResponseTo, cookie }: Awaited<ReturnType<typeof begin>>) => outcome(await stage.post(await stage.issue(acme, DANA, { inResponseTo }), { relayState: 'acme', cookie }));

    it('may be answered for 15 minutes, and no longer', async () => {
      const age = async (minutes: number) => {
        const begun = await begin();
        await shorten(begun.inResponseTo as string, minutes * MINUTE);
        return answer(begun);
      };
      expect(await age(14)).toBe('signed in');
      expect(await age(16)).toBe('saml_response_invalid');
    });
  });

  describe('that was accepted', () => {
    it('is remembered for as long as its assertion would be accepted', async () => {
      const response = await stage.issue(acme, DANA);
      const post = async () => outcome(await stage.post(response, { relayState: 'acme' }));
      expect(await post()).toBe('signed in');
      await stage.part(RemoveEndedRows).run(() => true);
      expect(await post()).toBe('saml_assertion_replayed');
    });

    it('ends when the provider says that it must', async () => {
      const kit = await ForgeryKit.create({ issuer: okta.entityId, keys: okta.keys, audience: acme.audience, acsUrl: stage.acsUrl, attacker: DANA, victim: '', now: () => new Date() });
      const endOf = async (sessionNotOnOrAfter: string | null) => {
        const cookie = cookieOf(await stage.post(encode(kit.honest({ sessionNotOnOrAfter })), { relayState: 'acme' })) as string;
        const { body } = await ApiClient.withCookie(stage.url, cookie).get('/api/v1/session');
        return Date.parse(body.expiresAt as string);
      };
      const [soon, never] = [kit.at(30), kit.at(60 * 24 * 365)];
      expect(await endOf(soon)).toBe(Date.parse(soon));
      for (const end of [null, never]) expect(await endOf(end)).toBeLessThan(Date.now() + settings().sessionHours * HOUR + MINUTE);
      expect(await endOf(null)).toBeGreaterThan(Date.parse(soon));
    });

    it('verifies the integration; one that was refused, for whatever reason, does not', async () => {
      const integration = await stage.addIntegration(accountId, { identityProvider: okta });
      const verified = async () => ((await stage.integration(integration.id))?.verifiedAt ?? null) !== null;
      await stage.addUser(accountId, { userName: 'gone@acme.example', active: false });
      for (const refused of [await signIn(integration, 'nobody@acme.example'), await signIn(integration, 'gone@acme.example'), await signIn(integration, DANA, { audience: 'urn:another' }), await signIn(integration, DANA, { sign: 'none' })]) {
        expect([refused.status === 303, await verified()]).toEqual([false, false]);
      }
      expect([await outcome(await signIn(integration)), await verified()]).toEqual(['signed in', true]);
    });
  });

  describe('that is handed over to an application on another origin', () => {
    const codeOf = (response: Response) => new URL(response.headers.get('location') as string).searchParams.get('code') as string;
    const keyOf = async (client: ApiClient, account: string) => {
      const { status, body } = await client.post(`/api/v1/accounts/${account}/api-keys`, { name: 'platform', scopes: ['read'] });
      expect([status, body]).toEqual([201, expect.anything()]);
      return ApiClient.withKey(stage.url, body.key as string);
    };
    const exchange = async (client: ApiClient, code: string) => client.post('/api/v1/sign-in-codes/exchange', { code });

    it('is told of for 60 seconds, and no longer', async () => {
      const client = await keyOf(await ApiClient.signIn(stage.url), accountId);
      const told = async (seconds: number) => {
        const code = codeOf(await signIn());
        const codes = stage.part(SignInCodeRepository);
        await stage.write(async (tx) => {
          const row = await codes.spend(tx, digest(code), undefined, Date.now());
          if (!row) throw new Error('There is no such code');
          await codes.insert(tx, { ...row, expiresAt: row.expiresAt - seconds * SECOND });
        });
        return (await exchange(client, code)).status;
      };
      expect([await told(55), await told(65)]).toEqual([200, 400]);
    });

    it('is told of to the account of the person, and to no other', async () => {
      const staff = await ApiClient.signIn(stage.url);
      const owner = { email: 'owner@other.example', password: 'correct horse battery' };
      const other = (await staff.post('/api/v1/accounts', { name: 'Other', owner })).body as { id: string };
      const elsewhere = await keyOf(await ApiClient.signIn(stage.url, owner), other.id);
      const code = codeOf(await signIn());
      expect((await exchange(elsewhere, code)).body).toMatchObject({ status: 400, code: 'sign_in_code_invalid' });
      expect((await exchange(await keyOf(staff, accountId), code)).status).toBe(200);
    });

    it('carries admin at most, also for an owner', async () => {
      const client = await keyOf(await ApiClient.signIn(stage.url), accountId);
      expect((await exchange(client, codeOf(await signIn(acme, OWNER.email)))).body).toMatchObject({ user: { userName: OWNER.email }, role: 'admin' });
    });
  });

  it('by OpenID Connect may be answered for 15 minutes, and no longer', async () => {
    const provider = await OpenIdTestProvider.start(`${stage.url}/sso/oidc/callback`);
    try {
      provider.person = { sub: 'dana', email: DANA, email_verified: true };
      const owner = await ApiClient.signIn(stage.url);
      const { clientId, clientSecret } = provider.client;
      const { body } = await owner.post(`/api/v1/accounts/${accountId}/integrations`, { provider: 'oidc', uniqueIdentifier: 'openid', options: { issuer: provider.issuer, clientId, clientSecret } });
      const age = async (minutes: number) => {
        const browser = new RedirectFollower();
        const { url } = await browser.follow(body.loginUrl as string, (at) => at.startsWith(`${stage.url}/sso/oidc/callback`));
        await shorten(new URL(url).searchParams.get('state') as string, minutes * MINUTE);
        return outcome(await browser.get(url));
      };
      expect(await age(14)).toBe('signed in');
      expect(await age(16)).toBe('oidc_response_invalid');
    } finally {
      await provider.stop();
    }
  });

  it('is not ended by a logout message that was sent to another integration with the same key and issuer', async () => {
    const twin = await stage.addIntegration(accountId, { identityProvider: okta, uniqueIdentifier: 'twin' });
    const cookie = cookieOf(await signIn(acme, DANA, { sessionIndex: 's1' })) as string;
    const lives = async () => (await ApiClient.withCookie(stage.url, cookie).get('/api/v1/session')).status === 200;
    const ask = (to: StagedIntegration) => createLogoutRequest({ issuer: okta.entityId, destination: { binding: 'redirect', location: `${stage.url}/sso/logout/${to.uniqueIdentifier}` }, nameId: DANA, sessionIndexes: ['s1'], signingKey: okta.keys.privateKey, now: new Date() });
    const elsewhere = (await ask(twin)).url.replace('/logout/twin', '/logout/acme');
    expect(await outcome(await fetch(elsewhere, { redirect: 'manual', headers: { accept: 'application/json' } }))).toBe('logout_message_invalid');
    expect(await lives()).toBe(true);
    await fetch((await ask(acme)).url, { redirect: 'manual' });
    expect(await lives()).toBe(false);
  });
});
