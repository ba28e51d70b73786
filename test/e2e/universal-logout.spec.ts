import { importPKCS8, SignJWT } from 'jose';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { makeTestKeys } from '../support/saml/test-keys.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { OWNER } from '../support/start-service.js';
import { cookieOf, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

const TYPE = 'global-token-revocation+jwt';
const ORG = 'https://acme.okta.test';

describe.each(engines)("Okta's Universal Logout (Global Token Revocation), on %s", (engine) => {
  let stage: SignInStage;
  let okta: SamlIdentityProvider;
  let owner: ApiClient;
  let accountId: string;
  let integration: StagedIntegration;
  let names = 0;

  const person = async (changes: { admin?: boolean } = {}) => {
    const email = `person-${engine}-${(names += 1)}@acme.example`;
    const { id } = await stage.addUser(accountId, { userName: email, email, ...changes });
    return { id, email };
  };

  const signIn = async (name: string, through = integration) => {
    const response = await stage.post(await stage.issue(through, name), { relayState: through.uniqueIdentifier });
    expect(response.status).toBe(303);
    return ApiClient.withCookie(stage.url, cookieOf(response) as string);
  };

  const lives = async (client: ApiClient) => (await client.get('/api/v1/session')).status === 200;

  interface Token {
    readonly claims?: Record<string, unknown>;
    readonly header?: Record<string, unknown>;
    readonly privateKey?: string;
  }

  const urlOf = ({ uniqueIdentifier }: StagedIntegration) => `${stage.url}/sso/revoke/${uniqueIdentifier}`;

  const token = async ({ claims = {}, header = {}, privateKey = okta.keys.privateKey }: Token = {}, through = integration) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = { jti: crypto.randomUUID(), iss: ORG, sub: '0oa1application', aud: urlOf(through), iat: now, nbf: now - 300, exp: now + 300, ...claims };
    const protectedHeader = { alg: 'RS256', typ: TYPE, kid: 'any', ...header };
    return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(await importPKCS8(privateKey, String(protectedHeader.alg)));
  };

  const send = async (body: unknown, bearer: string | undefined, through = integration) => {
    const headers = { 'content-type': 'application/json', ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) };
    const response = await fetch(urlOf(through), { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: (text ? JSON.parse(text) : undefined) as Record<string, unknown> };
  };

  const byEmail = (email: string) => ({ sub_id: { format: 'email', email } });

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    okta = await SamlIdentityProvider.create({ baseUrl: ORG });
    owner = await ApiClient.signIn(stage.url);
    accountId = owner.session.account.id;
    integration = await stage.addIntegration(accountId, { identityProvider: okta });
  });

  afterAll(() => stage?.stop());

  describe('ends everything of the person', () => {
    it('sessions on every browser and API keys, and answers 204 without a body', async () => {
      const { email } = await person({ admin: true });
      const [one, two] = [await signIn(email), await signIn(email)];
      const made = await one.post(`/api/v1/accounts/${accountId}/api-keys`, { name: 'mine', scopes: ['all'] });
      expect(made.status).toBe(201);
      const key = ApiClient.withKey(stage.url, made.body.key);
      expect((await key.get(`/api/v1/accounts/${accountId}/integrations`)).status).toBe(200);
      const answer = await send(byEmail(email.toUpperCase()), await token());
      expect([answer.status, answer.text]).toEqual([204, '']);
      expect([await lives(one), await lives(two), (await key.get(`/api/v1/accounts/${accountId}/integrations`)).status]).toEqual([false, false, 401]);
      expect(await lives(await signIn(email))).toBe(true);
    });

    it('and of nobody else', async () => {
      const [meant, other] = [await person(), await person()];
      const [ended, left] = [await signIn(meant.email), await signIn(other.email)];
      await send(byEmail(meant.email), await token());
      expect([await lives(ended), await lives(left)]).toEqual([false, true]);
    });

    it('also where there is nothing to end', async () => {
      expect((await send(byEmail((await person()).email), await token())).status).toBe(204);
    });

    it.each(['iss_sub with the name of the sign-in', 'iss_sub with the externalId', 'opaque with the externalId'])('by %s', async (form) => {
      const { email, id } = await person();
      await stage.write((tx) => stage.setExternalId(tx, integration.id, id, `00u-${id}`));
      const client = await signIn(email);
      const sub_id = form.startsWith('opaque') ? { format: 'opaque', id: `00u-${id}` } : { format: 'iss_sub', iss: ORG, sub: form.endsWith('externalId') ? `00u-${id}` : email };
      expect((await send({ sub_id }, await token())).status).toBe(204);
      expect(await lives(client)).toBe(false);
    });

    it('but what an owner has opened by password, and the keys made there', async () => {
      const byPassword = await ApiClient.signIn(stage.url);
      const byOkta = await signIn(OWNER.email);
      const made = await byPassword.post(`/api/v1/accounts/${accountId}/api-keys`, { name: 'by password', scopes: ['read'] });
      expect((await send(byEmail(OWNER.email), await token())).status).toBe(204);
      expect([await lives(byPassword), await lives(byOkta)]).toEqual([true, false]);
      expect((await ApiClient.withKey(stage.url, made.body.key).get(`/api/v1/accounts/${accountId}/integrations`)).status).toBe(200);
    });

    it('and tells the administrators', async () => {
      const { email, id } = await person();
      await signIn(email);
      await send(byEmail(email), await token());
      const { items } = (await owner.get(`/api/v1/accounts/${accountId}/audit-events`)).body;
      expect(items[0]).toMatchObject({ action: 'user.access_revoked_by_identity_provider', actor: { kind: 'identity-provider', id: integration.id }, subject: { kind: 'user', id }, after: { sessions: 1, apiKeys: 0 } });
      const [line] = (await owner.get(`/api/v1/accounts/${accountId}/integrations/${integration.id}/sign-ins`)).body.items;
      expect(line).toMatchObject({ outcome: 'access_revoked', subject: email, userId: id, assertion: { revocation: true, proven: true, issuer: ORG, application: '0oa1application' } });
    });
  });

  describe('is refused', () => {
    const refused = async (made: Token, condition: string, through = integration) => {
      const { email } = await person();
      const client = await signIn(email);
      const answer = await send(byEmail(email), await token(made, through));
      expect(answer).toMatchObject({ status: 401, body: { code: 'revocation_token_invalid', condition, detail: expect.stringMatching(/, expected .+, received .+\.$/) } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(await lives(client)).toBe(true);
      const [line] = await stage.attempts(integration.id);
      expect(line).toMatchObject({ outcome: 'revocation_token_invalid', reference: answer.body.reference });
      expect((await send(byEmail(email), await token())).status).toBe(204); // its twin
      return answer.body;
    };
    const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

    it.each<[string, () => Token, string]>([
      ['of another kind of token', () => ({ header: { typ: 'JWT' } }), 'type'],
      ['without a kind', () => ({ header: { typ: undefined } }), 'type'],
      ['of another organisation', () => ({ claims: { iss: 'https://evil.okta.test' } }), 'issuer'],
      ['of an organisation whose name begins alike', () => ({ claims: { iss: `${ORG}.evil.test` } }), 'issuer'],
      ['for another endpoint', () => ({ claims: { aud: `${stage.url}/sso/revoke/another` } }), 'audience'],
      ['without an audience', () => ({ claims: { aud: undefined } }), 'audience'],
      ['that has ended', () => ({ claims: { iat: seconds(-400), exp: seconds(-200) } }), 'expiry'],
      ['that was made more than five minutes ago', () => ({ claims: { iat: seconds(-490), exp: seconds(100) } }), 'issue-instant'],
      ['that was made in the future', () => ({ claims: { iat: seconds(200) } }), 'issue-instant'],
      ['that is not good yet', () => ({ claims: { nbf: seconds(200) } }), 'not-before'],
      ['that is good for a day', () => ({ claims: { exp: seconds(86_400) } }), 'expiry'],
      ['without an end', () => ({ claims: { exp: undefined } }), 'expiry'],
      ['without an instant of issue', () => ({ claims: { iat: undefined } }), 'issue-instant'],
      ['without an id', () => ({ claims: { jti: undefined } }), 'id'],
      ['with an empty id', () => ({ claims: { jti: '' } }), 'id'],
      ['without an application', () => ({ claims: { sub: undefined } }), 'subject'],
    ])('a token %s', async (_, made, condition) => {
      await refused(made(), condition);
    });

    it('a token by another key, or one that brings its own', async () => {
      const stranger = await makeTestKeys();
      await refused({ privateKey: stranger.privateKey }, 'signature');
      await refused({ privateKey: stranger.privateKey, header: { x5c: [stranger.certificate.replace(/-----[A-Z ]+-----|\s/g, '')] } }, 'signature');
    });

    it('a token that is not signed, or signed with the certificate as a shared secret', async () => {
      const { email } = await person();
      const [, payload] = (await token()).split('.');
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const none = `${encode({ alg: 'none', typ: TYPE })}.${payload ?? ''}.`;
      const shared = await new SignJWT(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())).setProtectedHeader({ alg: 'HS256', typ: TYPE }).sign(Buffer.from(okta.keys.certificate));
      for (const forged of [none, shared]) expect((await send(byEmail(email), forged)).body).toMatchObject({ status: 401, code: 'revocation_token_invalid', condition: expect.stringMatching(/algorithm|token/) });
    });

    it.each([['none', undefined], ['one that is no token', 'abc'], ['one without end', 'a'.repeat(9_000)]])('with %s', async (_, bearer) => {
      expect(await send(byEmail((await person()).email), bearer)).toMatchObject({ status: 401, body: { code: 'revocation_token_invalid', condition: 'token' } });
    });

    it('a token a second time, on whatever instance', async () => {
      const { email } = await person();
      const once = await token();
      const answers = await Promise.all([send(byEmail(email), once), send(byEmail(email), once), send(byEmail(email), once)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401]);
      expect(answers.find(({ status }) => status === 401)?.body).toMatchObject({ condition: 'replay' });
    });

    it("a token of another integration's application, also with the same key", async () => {
      const other = await stage.addIntegration(accountId, { identityProvider: okta });
      await refused({ claims: { aud: urlOf(other) } }, 'audience');
    });

    it('another application, once its ID was entered', async () => {
      const pinned = await stage.addIntegration(accountId, { identityProvider: okta, options: { appInstanceId: '0oa1application' } });
      const { email } = await person();
      expect((await send(byEmail(email), await token({ claims: { sub: '0oa2another' } }, pinned), pinned)).body).toMatchObject({ status: 401, condition: 'subject', hint: expect.stringContaining('0oa') });
      expect((await send(byEmail(email), await token({}, pinned), pinned)).status).toBe(204);
    });

    it('the address of the sign-in as organisation, once another was entered', async () => {
      const custom = await stage.addIntegration(accountId, { identityProvider: okta, options: { orgUrl: 'https://acme-org.okta.test/' } });
      const { email } = await person();
      expect((await send(byEmail(email), await token({}, custom), custom)).body).toMatchObject({ status: 401, condition: 'issuer' });
      expect((await send(byEmail(email), await token({ claims: { iss: 'https://acme-org.okta.test' } }, custom), custom)).status).toBe(204);
    });

    it.each([
      ['nothing', {}],
      ['a list', []],
      ['no format', { sub_id: { email: 'a@b.example' } }],
      ['a format that there is not', { sub_id: { format: 'phone_number', phone_number: '+12065550100' } }],
      ['a format of JavaScript', { sub_id: { format: 'constructor' } }],
      ['no e-mail address', { sub_id: { format: 'email' } }],
      ['an e-mail address that is no text', { sub_id: { format: 'email', email: ['a@b.example'] } }],
      ['an e-mail address with a NUL', { sub_id: { format: 'email', email: 'a\u0000@b.example' } }],
      ['a subject without issuer', { sub_id: { format: 'iss_sub', sub: 'x' } }],
    ])('with %s as the subject: 400', async (_, body) => {
      expect(await send(body, await token())).toMatchObject({ status: 400, body: { code: 'revocation_request_malformed', hint: expect.stringContaining('Subject Format') } });
    });

    it.each([
      ['by e-mail', { format: 'email', email: 'nobody@acme.example' }],
      ['by externalId', { format: 'opaque', id: '00u-nobody' }],
      ['by the name of another issuer', { format: 'iss_sub', iss: 'https://evil.example', sub: OWNER.email }],
    ])('for a person who has no user %s: 404', async (_, sub_id) => {
      expect(await send({ sub_id }, await token())).toMatchObject({ status: 404, body: { code: 'revocation_subject_unknown' } });
    });

    it('for a person of another account: 404', async () => {
      const email = `elsewhere-${engine}@other.example`;
      const elsewhere = await stage.addAccount('Other');
      await stage.addUser(elsewhere, { userName: email, email });
      const theirs = await stage.addIntegration(elsewhere, { identityProvider: okta });
      const client = await signIn(email, theirs);
      expect((await send(byEmail(email), await token())).status).toBe(404);
      expect(await lives(client)).toBe(true);
    });

    it('at an integration that there is not: 404', async () => {
      expect(await send(byEmail('a@b.example'), await token(), { ...integration, uniqueIdentifier: 'nobody' })).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
    });

    it('at an identity provider that ends no sessions: 403', async () => {
      const made = await owner.post(`/api/v1/accounts/${accountId}/integrations`, { provider: 'saml', entityId: `plain-${engine}`, metadataXml: okta.metadata() });
      expect(await send(byEmail('a@b.example'), await token(), { ...integration, uniqueIdentifier: made.body.uniqueIdentifier })).toMatchObject({ status: 403, body: { code: 'revocation_not_offered' } });
    });
  });

  it('is offered where the integration shows its address, and its fields can be entered', async () => {
    const made = await owner.post(`/api/v1/accounts/${accountId}/integrations`, { provider: 'okta', entityId: `shown-${engine}`, metadataXml: okta.metadata(), options: { appInstanceId: '0oa1' } });
    expect(made.body).toMatchObject({ revocationUrl: `${stage.url}/sso/revoke/shown-${engine}`, options: { appInstanceId: '0oa1' } });
    const { sections } = (await owner.get(`/api/v1/accounts/${accountId}/integrations/${made.body.id}/guide`)).body;
    expect(JSON.stringify(sections)).toContain(made.body.revocationUrl);
  });
});
