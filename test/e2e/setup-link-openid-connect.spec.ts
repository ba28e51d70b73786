import { SecretSealer } from '@app/kernel';
import { MetadataProposalRepository, ReadScope } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { OpenIdTestProvider } from '../support/openid-provider.js';
import { RedirectFollower } from '../support/redirect-follower.js';
import { SignInStage } from '../support/sign-in-stage.js';

const DANA = { sub: '00u-dana', email: 'dana@acme.example', email_verified: true };

describe.each(engines)('the link for the customer’s IT administrator, for OpenID Connect, on %s', (engine) => {
  let stage: SignInStage;
  let admin: ApiClient;
  let at: string;
  let provider: OpenIdTestProvider;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    provider = await OpenIdTestProvider.start(`${stage.url}/sso/oidc/callback`);
    provider.person = DANA;
    admin = await ApiClient.signIn(stage.url);
    at = `/api/v1/accounts/${admin.session.account.id}`;
    await stage.addUser(admin.session.account.id as string, { userName: DANA.email, email: DANA.email });
  });
  afterAll(async () => {
    await provider?.stop();
    await stage?.stop();
  });

  let number = 0;
  async function awaiting(): Promise<{ id: string; loginUrl: string; visitor: ApiClient }> {
    const created = await admin.post(`${at}/integrations`, { provider: 'oidc', uniqueIdentifier: `handed-${engine}-${++number}`, awaitsMetadata: true });
    expect([created.status, created.body]).toEqual([201, expect.any(Object)]);
    const { body } = await admin.post(`${at}/integrations/${created.body.id}/setup-links`);
    return { id: created.body.id, loginUrl: created.body.loginUrl, visitor: ApiClient.anonymous(stage.url).with({ 'x-setup-token': (body.url as string).split('#')[1] as string }) };
  }

  const client = () => ({ issuer: provider.issuer, clientId: provider.client.clientId, clientSecret: provider.client.clientSecret });
  const handOver = (visitor: ApiClient, change: Record<string, unknown> = {}) => visitor.post('/api/v1/setup/metadata', { options: { ...client(), ...change } });
  const confirm = (id: string, compared: Record<string, unknown> = {}) => admin.post(`${at}/integrations/${id}/metadata-proposal/confirm`, { issuer: provider.issuer, clientId: provider.client.clientId, fingerprints: [], ...compared });
  const integration = async (id: string) => (await admin.get(`${at}/integrations/${id}`)).body;
  const arrive = (loginUrl: string) => new RedirectFollower().follow(loginUrl, (url) => url.startsWith(`${stage.url}/sso/oidc/callback`));

  it('an integration may wait for its issuer and client: nobody can sign in, and it says so', async () => {
    const { id, loginUrl } = await awaiting();
    const created = await integration(id);
    expect(created).toMatchObject({ protocol: 'oidc', status: 'unverified', issuer: null, metadataUrl: null, options: { nameClaim: 'email', forceAuthn: false } });
    expect(created.warnings.map(({ code }: { code: string }) => code)).toEqual(['metadata_awaited']);
    expect((await fetch(loginUrl, { redirect: 'manual' })).status).toBe(404);
    const both = await admin.post(`${at}/integrations`, { provider: 'oidc', uniqueIdentifier: 'both', awaitsMetadata: true, options: client() });
    expect([both.status, both.body.code]).toEqual([400, 'metadata_source_required']);
  });

  it('while it waits, its other settings can be changed, and the missing ones be entered by hand', async () => {
    const { id } = await awaiting();
    const renamed = await admin.patch(`${at}/integrations/${id}`, { name: 'Acme sign-in', options: { nameClaim: 'sub' } });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Acme sign-in', issuer: null, options: { nameClaim: 'sub' } } });
    expect((await admin.patch(`${at}/integrations/${id}`, { options: { issuer: provider.issuer } })).body.code).toBe('options_invalid');
    expect((await admin.patch(`${at}/integrations/${id}`, { options: client() })).body).toMatchObject({ issuer: provider.issuer, warnings: [] });
  });

  it('what is handed over has no effect before an administrator has confirmed issuer and client ID', async () => {
    const { id, loginUrl, visitor } = await awaiting();
    const handed = await handOver(visitor);
    expect(handed).toMatchObject({ status: 200, body: { inEffect: null, proposal: { issuer: provider.issuer, clientId: 'moovingon', certificates: [] } } });
    expect(await integration(id)).toMatchObject({ issuer: null, metadataProposal: { issuer: provider.issuer, clientId: 'moovingon', metadataUrl: `${provider.issuer}/.well-known/openid-configuration` } });
    expect((await fetch(loginUrl, { redirect: 'manual' })).status).toBe(404);
    for (const compared of [{ issuer: 'https://another.example' }, { clientId: 'another' }, { clientId: undefined }, { fingerprints: ['none'] }]) expect((await confirm(id, compared)).body.code).toBe('metadata_proposal_changed');
    expect(await confirm(id)).toMatchObject({ status: 200, body: { issuer: provider.issuer, metadataProposal: null, status: 'unverified', options: { issuer: provider.issuer, clientId: 'moovingon', nameClaim: 'email' }, warnings: [] } });
    expect((await visitor.get('/api/v1/setup')).body).toMatchObject({ inEffect: { issuer: provider.issuer, clientId: 'moovingon' }, proposal: null });
  });

  it('the client that was handed over signs people in, and the first who does ends the link', async () => {
    const { id, loginUrl, visitor } = await awaiting();
    await handOver(visitor, { issuer: `${provider.issuer}/.well-known/openid-configuration` });
    await confirm(id);
    const browser = new RedirectFollower();
    const { url } = await browser.follow(loginUrl, (to) => to.startsWith(`${stage.url}/sso/oidc/callback`));
    expect((await browser.get(url)).headers.get('location')).toBe(`${stage.url}/`);
    expect((await integration(id)).status).toBe('verified');
    for (const answer of [await visitor.get('/api/v1/setup'), await handOver(visitor)]) expect([answer.status, answer.body.code]).toEqual([409, 'integration_verified']);
  });

  it('a secret that the provider does not take is told to the visitor, without anybody’s name', async () => {
    const { id, loginUrl, visitor } = await awaiting();
    await handOver(visitor, { clientSecret: 'mistyped' });
    await confirm(id);
    const browser = new RedirectFollower();
    const { url } = await browser.follow(loginUrl, (to) => to.startsWith(`${stage.url}/sso/oidc/callback`));
    await browser.get(url);
    const { body } = await visitor.get('/api/v1/setup');
    expect(body.lastAttempt).toMatchObject({ outcome: 'oidc_client_refused', hint: expect.any(String) });
    expect(JSON.stringify(body)).not.toContain(DANA.email);
  });

  it('the secret is sealed at rest and shown nowhere', async () => {
    const { id, visitor } = await awaiting();
    const answers = [await handOver(visitor), await visitor.get('/api/v1/setup'), await admin.get(`${at}/integrations/${id}`)];
    const row = await stage.part(MetadataProposalRepository).find(stage.part(ReadScope), id);
    expect(stage.part(SecretSealer).open(row?.sealedClientSecret as string, `metadata_proposals/${id}/sealed_client_secret`)).toBe(provider.client.clientSecret);
    await confirm(id);
    answers.push(await admin.get(`${at}/integrations/${id}`), await visitor.get('/api/v1/setup'), await admin.get(`${at}/audit-events?subjectId=${id}`));
    expect(JSON.stringify((answers.at(-1) as { body: unknown }).body)).toContain('integration.metadata_proposed');
    for (const text of [JSON.stringify(answers.map(({ body }) => body)), JSON.stringify(row), JSON.stringify(await stage.integration(id)), stage.service.logLines.join('\n')]) expect(text).not.toContain(provider.client.clientSecret);
  });

  it.each([
    ['without a secret', { options: { issuer: 'https://login.example.com', clientId: 'x' } }, 'options_invalid', 'clientSecret'],
    ['with nothing', {}, 'options_invalid', 'issuer'],
    ['with a setting that is the administrator’s', { options: { issuer: 'https://login.example.com', clientId: 'x', clientSecret: 'y', nameClaim: 'sub' } }, 'options_invalid', 'nameClaim'],
    ['with SAML metadata', { metadataUrl: 'https://login.example.com/metadata' }, 'metadata_source_required', 'metadataUrl'],
    ['with an issuer on a link-local address', { options: { issuer: 'http://169.254.169.254', clientId: 'x', clientSecret: 'y' } }, 'metadata_address_refused', '169.254'],
  ])('is refused %s', async (_, body, code, names) => {
    const { visitor } = await awaiting();
    const refused = await visitor.post('/api/v1/setup/metadata', body);
    expect([refused.status, refused.body]).toEqual([400, expect.objectContaining({ code, detail: expect.stringContaining(names) })]);
  });

  it('takes no client for SAML', async () => {
    const { body: saml } = await admin.post(`${at}/integrations`, { provider: 'okta', entityId: `saml-${engine}`, awaitsMetadata: true });
    const { body: link } = await admin.post(`${at}/integrations/${saml.id}/setup-links`);
    const visitor = ApiClient.anonymous(stage.url).with({ 'x-setup-token': (link.url as string).split('#')[1] as string });
    expect((await handOver(visitor)).body.code).toBe('metadata_source_required');
    expect((await visitor.post('/api/v1/setup/metadata', { metadataXml: '<x/>', options: client() })).body.code).toBe('options_invalid');
  });

  it('leads nobody to the provider before it was confirmed, and to the one that was confirmed after it', async () => {
    const { id, loginUrl, visitor } = await awaiting();
    await handOver(visitor);
    await confirm(id);
    await handOver(visitor, { clientId: 'another' });
    expect(new URL((await arrive(loginUrl)).url).searchParams.get('code')).toEqual(expect.any(String));
  });
});
