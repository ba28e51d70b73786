import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

describe.each(engines)('a sign-in that the identity provider begins, on %s', (engine) => {
  let stage: SignInStage;
  let okta: SamlIdentityProvider;
  let acme: StagedIntegration;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    okta = await SamlIdentityProvider.create();
    const account = await stage.addAccount('Acme');
    acme = await stage.addIntegration(account, { identityProvider: okta, uniqueIdentifier: 'acme' });
    await stage.addUser(account, { userName: 'dana@acme.example', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' });
    await stage.addUser(account, { userName: 'by-mail', email: 'Mail@acme.example' });
    await stage.addUser(account, { userName: 'gone@acme.example', active: false });
    await stage.addUser(account, { userName: 'boss@acme.example', owner: true, staff: true });
  });
  afterAll(() => stage.stop());

  const signIn = async (nameId: string, changes = {}) => stage.post(await stage.issue(acme, nameId, changes), { relayState: 'acme' });
  const problemOf = async (response: Response) => (await response.json()) as ProblemBody;

  describe('is accepted', () => {
    it('with 303 to APP_URL and the session cookie', async () => {
      const response = await signIn('dana@acme.example');
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(`${stage.url}/`);
      const line = response.headers.getSetCookie().find((cookie) => cookie.startsWith('moovingon_session='));
      expect(line).toMatch(/HttpOnly/);
      expect(line).toMatch(/SameSite=Lax/);
    });

    it('and the page at / shows who is signed in, and in which account', async () => {
      const cookie = cookieOf(await signIn('dana@acme.example')) as string;
      const page = await (await fetch(`${stage.url}/`, { headers: { cookie } })).text();
      expect(page).toContain('Dana Levi');
      expect(page).toContain('Acme');
      expect(page).toContain('identity provider');
    });

    it.each(['/sso/acs', '/sso/acs/', '/sso/acs/acme', '/sso/acs/acme/'])('at %s', async (path) => {
      const response = await stage.post(await stage.issue(acme, 'dana@acme.example', { recipient: stage.url + path }), { path, relayState: 'acme' });
      expect(response.status).toBe(303);
    });

    it('with a Recipient in another spelling of our address than the one that was posted to', async () => {
      expect((await signIn('dana@acme.example', { recipient: `${stage.url}/sso/acs` })).status).toBe(303);
    });

    it.each(['response', 'assertion', 'both'] as const)('with the signature on: %s', async (sign) => {
      expect((await signIn('dana@acme.example', { sign })).status).toBe(303);
    });

    it('without RelayState, by issuer and audience', async () => {
      expect((await stage.post(await stage.issue(acme, 'dana@acme.example'))).status).toBe(303);
    });

    it('with a RelayState that nobody knows, by issuer and audience', async () => {
      expect((await stage.post(await stage.issue(acme, 'dana@acme.example'), { relayState: 'https://evil.example/' })).status).toBe(303);
    });

    it('whatever the case of the NameID', async () => {
      expect((await signIn('DANA@acme.EXAMPLE')).status).toBe(303);
    });

    it('for a NameID that is the primary e-mail and not the userName', async () => {
      expect((await signIn('mail@acme.example')).status).toBe(303);
    });

    it('by the attribute email where the NameID is persistent', async () => {
      const persistent = { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', attributes: { Email: 'dana@acme.example' } };
      expect((await signIn('00u1a2b3c4', persistent)).status).toBe(303);
    });

    it('and marks the integration verified, once, with an audit event', async () => {
      await signIn('dana@acme.example');
      const { verifiedAt, version } = (await stage.integration(acme.id)) ?? {};
      await signIn('dana@acme.example');
      expect(verifiedAt).toBeGreaterThan(0);
      expect(await stage.integration(acme.id)).toMatchObject({ verifiedAt, version });
    });

    it('and is in the sign-in log with what the assertion said', async () => {
      const response = await signIn('dana@acme.example', { attributes: { email: 'dana@acme.example', password: 'hunter2' } });
      const [attempt] = await stage.attemptsByReference(response.headers.get('x-request-id') as string);
      expect(attempt).toMatchObject({
        outcome: 'signed_in',
        integrationId: acme.id,
        subject: 'dana@acme.example',
        assertion: { proven: true, issuer: okta.entityId, audience: [acme.audience], attributes: { email: ['dana@acme.example'], password: '[redacted]' } },
      });
      expect(attempt?.userId).toBeTruthy();
    });

    it('with admin at most, also for an owner who is staff', async () => {
      const cookie = cookieOf(await signIn('boss@acme.example')) as string;
      const page = await (await fetch(`${stage.url}/`, { headers: { cookie } })).text();
      expect(page).toMatch(/<td>admin<\/td>/);
    });
  });

  describe('is refused, without a cookie,', () => {
    const refused = async (response: Response, status: number, code: string) => {
      expect(response.headers.getSetCookie()).toEqual([]);
      const problem = await problemOf(response);
      expect({ status: response.status, code: problem.code }).toEqual({ status, code });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      return problem;
    };

    it('with 405 and Allow for a person without a user in the account', async () => {
      const response = await signIn('stranger@acme.example');
      expect(response.headers.get('allow')).toBe('POST');
      const problem = await refused(response, 405, 'user_not_provisioned');
      expect(problem.detail).toContain('stranger@acme.example');
      expect(problem.hint).toContain('Assignments');
    });

    it('where only the attribute email names a user: a person may edit it at the provider', async () => {
      await refused(await signIn('stranger@acme.example', { attributes: { email: 'dana@acme.example' } }), 405, 'user_not_provisioned');
    });

    it('with 403 for a deactivated user', async () => {
      await refused(await signIn('gone@acme.example'), 403, 'user_inactive');
    });

    it('with 400 where there is no SAMLResponse, by no body and by an empty field', async () => {
      await refused(await stage.post(undefined), 400, 'saml_response_missing');
      await refused(await stage.post(''), 400, 'saml_response_missing');
      await refused(await fetch(stage.acsUrl, { method: 'POST' }), 400, 'saml_response_missing');
    });

    it.each(['not base64!', 'PGEvPg==', Buffer.from('<a').toString('base64')])('with 400 where the SAMLResponse is no SAML: %s', async (text) => {
      const response = await stage.post(text, { relayState: 'acme' });
      await refused(response, 400, 'saml_response_malformed');
    });

    it('with 401 for a signature of another key', async () => {
      const evil = await SamlIdentityProvider.create();
      const problem = await refused(await stage.post(await stage.issue({ ...acme, identityProvider: evil }, 'dana@acme.example'), { relayState: 'acme' }), 401, 'saml_signature_invalid');
      expect(problem.hint).toContain('Metadata URL');
    });

    it('with 401 without a signature', async () => {
      await refused(await signIn('dana@acme.example', { sign: 'none' }), 401, 'saml_signature_invalid');
    });

    it('with a hint that names the Okta setting for SHA-1', async () => {
      const problem = await refused(await signIn('dana@acme.example', { signatureAlgorithm: 'rsa-sha1', digestAlgorithm: 'sha1' }), 401, 'saml_signature_invalid');
      expect(problem.hint).toContain('RSA-SHA256');
    });

    it.each([
      ['audience', { audience: 'https://other.example/' }],
      ['recipient', { recipient: 'https://other.example/sso/acs/', destination: undefined }],
      ['destination', { destination: 'https://other.example/sso/acs/' }],
      ['in-response-to', { inResponseTo: '_a-request-of-somebody-else' }],
      ['expiry', { lifetimeInSeconds: -600 }],
    ])('with 401 for a wrong %s, named with expected and received', async (condition, changes) => {
      const options = condition === 'recipient' ? { recipient: 'https://other.example/sso/acs/', destination: stage.acsUrl } : changes;
      const problem = await refused(await signIn('dana@acme.example', options), 401, 'saml_response_invalid');
      expect(problem.condition).toBe(condition);
      expect(problem.detail).toMatch(new RegExp(condition, 'i'));
      expect(problem.expected).toBeTruthy();
      expect(problem.received).toBeTruthy();
      expect(problem.hint).toBeTruthy();
    });

    it('with 401 where the provider did not sign the person in', async () => {
      const status = 'urn:oasis:names:tc:SAML:2.0:status:Responder';
      const problem = await refused(await signIn('dana@acme.example', { status }), 401, 'saml_response_invalid');
      expect(problem.condition).toBe('status');
    });

    it('with 401 for the same assertion a second time', async () => {
      const response = await stage.issue(acme, 'dana@acme.example');
      expect((await stage.post(response, { relayState: 'acme' })).status).toBe(303);
      await refused(await stage.post(response, { relayState: 'acme' }), 401, 'saml_assertion_replayed');
    });

    it('with 404 where neither RelayState nor issuer and audience are known', async () => {
      const stranger = await SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkStranger' });
      const problem = await refused(await stage.post(await stage.issue({ ...acme, identityProvider: stranger }, 'dana@acme.example'), { relayState: 'nobody' }), 404, 'integration_unknown');
      expect(problem.detail).toContain('exkStranger');
      expect(problem.hint).toContain('Settings >> Integrations');
    });

    it('with 415 for JSON, whatever is in it', async () => {
      const body = JSON.stringify({ SAMLResponse: { length: 500_000_000 } });
      await refused(await fetch(stage.acsUrl, { method: 'POST', body, headers: { 'content-type': 'application/json' } }), 415, 'media_type_unsupported');
    });

    it('with 413 for more than 2 MB', async () => {
      await refused(await stage.post('A'.repeat(2_200_000)), 413, 'body_too_large');
    });

    it('with 405 for GET, also with an unsigned logout message in the query', async () => {
      for (const query of ['', '?SAMLResponse=fZFBa8MwDIX%2FSvDdtZw4SWOSlEIpFLYd2rHDLsOxnTWQ2MZy1v38OS2FMVgvQg%2B9D70nqUUxmZ3fqsV8uG6tKqI5']) {
        const response = await fetch(`${stage.acsUrl}${query}`);
        expect(response.headers.get('allow')).toContain('POST');
        await refused(response, 405, 'method_not_allowed');
      }
    });

    it('with a page for a browser, which shows the reference number and escapes what came from outside', async () => {
      const response = await stage.post(await stage.issue(acme, '<img src=x onerror=alert(1)>'), { relayState: 'acme', accept: 'text/html,application/xhtml+xml' });
      expect(response.status).toBe(405);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      const page = await response.text();
      expect(page).toContain(response.headers.get('x-request-id'));
      expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(page).not.toContain('<img');
      expect(page).toContain('What to change');
    });

    it('and every refusal is in the sign-in log, with expected beside received and the hint', async () => {
      const response = await signIn('dana@acme.example', { audience: 'https://other.example/' });
      const [attempt] = await stage.attemptsByReference((await problemOf(response)).reference);
      expect(attempt).toMatchObject({
        ...{ outcome: 'saml_response_invalid', integrationId: acme.id, userId: null, subject: 'dana@acme.example' },
        assertion: { proven: false, failed: { condition: 'audience', received: 'https://other.example/' } },
      });
      expect(attempt?.hint).toContain(acme.audience);
    });

    it('and one that belongs to no integration is in the log too', async () => {
      const response = await stage.post('not base64!');
      const [attempt] = await stage.attemptsByReference((await problemOf(response)).reference);
      expect(attempt).toMatchObject({ outcome: 'saml_response_malformed', integrationId: null, accountId: null });
    });
  });

  describe('when many come at once', () => {
    it('opens one session for ten posts of one assertion', async () => {
      const response = await stage.issue(acme, 'dana@acme.example');
      const answers = await Promise.all(Array.from({ length: 10 }, () => stage.post(response, { relayState: 'acme' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(9).fill(401)]);
      expect(answers.filter((answer) => cookieOf(answer))).toHaveLength(1);
    });

    it('lets one address post 200 responses without a limit', async () => {
      const answers = await Promise.all(Array.from({ length: 200 }, () => stage.post('not base64!')));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    });

    it('ends no other way than without a session, where a deactivation has been answered', async () => {
      const user = await stage.addUser(acme.accountId, { userName: 'racer@acme.example' });
      const responses = await Promise.all(Array.from({ length: 5 }, () => stage.issue(acme, 'racer@acme.example')));
      const [answers] = await Promise.all([Promise.all(responses.map((response) => stage.post(response, { relayState: 'acme' }))), stage.changeUser(acme.accountId, user.id, { active: false })]);
      for (const answer of answers) {
        const cookie = cookieOf(answer);
        if (!cookie) continue;
        const page = await (await fetch(`${stage.url}/`, { headers: { cookie } })).text();
        expect(page).toContain('You are not signed in');
      }
    });
  });
});
