import { ApiClient } from '../support/api-client.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { scimClient } from '../support/scim-client.js';
import { SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

/** By ids, so that a line leads to the audit trail and to nobody's name. */
describe('a request’s line in the log says whose it is', () => {
  let stage: SignInStage;
  let staff: ApiClient;
  let home: { accountId: string; userId: string };
  let acme: { accountId: string; integration: StagedIntegration; danaId: string };

  const lineOf = async (response: { headers: Headers }) => {
    const reference = response.headers.get('x-request-id');
    for (let tries = 0; tries < 100; tries += 1) {
      const line = stage.service.logLines.map((text) => JSON.parse(text) as Record<string, unknown>).find((found) => found.event === 'request' && found.reference === reference);
      if (line) return line;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The request has no line');
  };
  const ids = ({ accountId, userId, apiKeyId, integrationId, resourceId }: Record<string, unknown>) => Object.fromEntries(Object.entries({ accountId, userId, apiKeyId, integrationId, resourceId }).filter(([, id]) => id !== undefined));

  beforeAll(async () => {
    stage = await SignInStage.start('sqlite');
    staff = await ApiClient.signIn(stage.url);
    home = { accountId: staff.session.account.id, userId: staff.session.user.id };
    const accountId = await stage.addAccount();
    const integration = await stage.addIntegration(accountId, { identityProvider: await SamlIdentityProvider.create() });
    acme = { accountId, integration, danaId: (await stage.addUser(accountId, { userName: 'dana@acme.example' })).id };
  });
  afterAll(() => stage.stop());

  it('for a session: the user and his account', async () => {
    expect(ids(await lineOf(await staff.get('/api/v1/session')))).toEqual(home);
  });

  it('for a session in another account: the account that is acted in, and what the address names', async () => {
    const path = `/api/v1/accounts/${acme.accountId}/users/${acme.danaId}`;
    expect(ids(await lineOf(await staff.get(path)))).toEqual({ accountId: acme.accountId, userId: home.userId, resourceId: acme.danaId });
  });

  it('for an API key: the key too', async () => {
    const { body } = await staff.post(`/api/v1/accounts/${home.accountId}/api-keys`, { name: 'Script', scopes: ['read'] });
    const key = ApiClient.withKey(stage.url, body.key);
    expect(ids(await lineOf(await key.get('/api/v1/session')))).toEqual({ ...home, apiKeyId: body.id });
  });

  it('for a request that is refused for lack of rights, and for an account that is not there: the caller', async () => {
    const { body } = await staff.post(`/api/v1/accounts/${home.accountId}/api-keys`, { name: 'Reader', scopes: ['read'] });
    const key = ApiClient.withKey(stage.url, body.key);
    const refused = await lineOf(await key.post(`/api/v1/accounts/${home.accountId}/users`, { userName: 'x' }));
    expect([refused.code, ids(refused)]).toEqual(['forbidden', { ...home, apiKeyId: body.id }]);
    const unknown = await lineOf(await staff.get('/api/v1/accounts/no-id-but-a-word/users'));
    expect([unknown.code, ids(unknown)]).toEqual(['account_unknown', home]);
    expect(stage.service.logLines.join('')).not.toContain('no-id-but-a-word');
  });

  it('for a sign-in by password: who signed in', async () => {
    const answer = await ApiClient.anonymous(stage.url).post('/api/v1/session', { email: 'owner@example.com', password: 'correct horse battery' });
    expect(ids(await lineOf(answer))).toEqual(home);
  });

  it('for a sign-in by SAML: integration, account and user; of a refused one what was found until then', async () => {
    const { integration, accountId, danaId } = acme;
    const accepted = await stage.post(await stage.issue(integration, 'dana@acme.example'), { relayState: integration.uniqueIdentifier });
    expect(ids(await lineOf(accepted))).toEqual({ accountId, integrationId: integration.id, userId: danaId });
    const refused = await lineOf(await stage.post(await stage.issue(integration, 'nobody@acme.example'), { relayState: integration.uniqueIdentifier }));
    expect([refused.code, ids(refused)]).toEqual(['user_not_provisioned', { accountId, integrationId: integration.id }]);
    const unsigned = await lineOf(await stage.post(await stage.issue(integration, 'dana@acme.example', { sign: 'none' }), { relayState: integration.uniqueIdentifier }));
    expect([unsigned.code, ids(unsigned)]).toEqual(['saml_signature_invalid', { accountId, integrationId: integration.id }]);
    const nobodys = await lineOf(await stage.post(Buffer.from('<x/>').toString('base64')));
    expect(ids(nobodys)).toEqual({});
  });

  it('for a sign-in that begins here, and for single logout: the integration', async () => {
    const { integration, accountId } = acme;
    for (const path of ['login', 'logout']) {
      const answer = await fetch(`${stage.url}/sso/${path}/${integration.uniqueIdentifier}`, { redirect: 'manual' });
      expect(ids(await lineOf(answer))).toEqual({ accountId, integrationId: integration.id });
    }
  });

  it('for SCIM: the integration, also where its password is wrong', async () => {
    const client = await scimClient(stage.service);
    const { accountId, integrationId } = client;
    expect(ids(await lineOf(await client.get('/Users')))).toEqual({ accountId, integrationId });
    const authorization = `Basic ${Buffer.from(`${client.username}:wrong`).toString('base64')}`;
    const wrong = await lineOf(await client.get('/Users', { authorization }));
    expect([wrong.status, ids(wrong)]).toEqual([401, { accountId, integrationId }]);
  });
});
