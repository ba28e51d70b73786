import { digest } from '@app/kernel';
import { MetadataProposalRepository, ReadScope, SetupLinkRepository } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { SignInStage } from '../support/sign-in-stage.js';

const DAY = 24 * 60 * 60 * 1000;

describe.each(engines)('the link for the customer’s IT administrator on %s', (engine) => {
  let stage: SignInStage;
  let admin: ApiClient;
  let at: string;
  let identityProvider: SamlIdentityProvider;
  let other: SamlIdentityProvider;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    admin = await ApiClient.signIn(stage.url);
    at = `/api/v1/accounts/${admin.session.account.id}`;
    identityProvider = await SamlIdentityProvider.create();
    other = await SamlIdentityProvider.create();
  });
  afterAll(() => stage.stop());

  let number = 0;
  async function addAwaiting(): Promise<string> {
    const { status, body } = await admin.post(`${at}/integrations`, { provider: 'okta', entityId: `customer-${++number}`, awaitsMetadata: true });
    expect(status).toBe(201);
    return body.id as string;
  }

  async function makeLink(id: string): Promise<{ linkId: string; token: string; visitor: ApiClient }> {
    const { status, body } = await admin.post(`${at}/integrations/${id}/setup-links`);
    expect(status).toBe(201);
    const [address, token] = (body.url as string).split('#') as [string, string];
    expect(address).toBe(`${stage.url}/setup`);
    return { linkId: body.id, token, visitor: ApiClient.anonymous(stage.url).with({ 'x-setup-token': token }) };
  }

  const handOver = (visitor: ApiClient, provider = identityProvider) => visitor.post('/api/v1/setup/metadata', { metadataXml: provider.metadata() });
  const integration = async (id: string) => (await admin.get(`${at}/integrations/${id}`)).body;
  const auditOf = async (id: string) => (await admin.get(`${at}/audit-events?subjectId=${id}`)).body.items as { action: string; actor: { kind: string }; after: Record<string, unknown> | null }[];

  it('an integration may wait for its metadata: nobody can sign in, and it says so', async () => {
    const id = await addAwaiting();
    const created = await integration(id);
    expect(created).toMatchObject({ status: 'unverified', issuer: null, metadataUrl: null, metadataReadAt: null, certificates: [] });
    expect(created.warnings.map(({ code }: { code: string }) => code)).toEqual(['metadata_awaited']);
    const response = await stage.post(await identityProvider.issue({ nameId: 'a@b.example', audience: created.audience, recipient: stage.acsUrl }), { relayState: created.relayState });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([404, null]);
    const both = await admin.post(`${at}/integrations`, { provider: 'okta', entityId: 'both', awaitsMetadata: true, metadataXml: identityProvider.metadata() });
    expect([both.status, both.body.code]).toEqual([400, 'metadata_source_required']);
    expect((await admin.post(`${at}/integrations`, { provider: 'okta', entityId: 'neither' })).body.code).toBe('metadata_source_required');
  });

  it('shows the guide with its values, and neither people nor credentials', async () => {
    const id = await addAwaiting();
    const email = 'somebody.private@example.com';
    const { visitor } = await makeLink(id);
    await admin.post(`${at}/users`, { email });
    await admin.put(`${at}/integrations/${id}/scim`, { enabled: true, force: true });
    const { scim, relayState, audience } = await integration(id);
    const { status, body } = await visitor.get('/api/v1/setup');
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(body).toMatchObject({ provider: { key: 'okta' }, inEffect: null, proposal: null, lastAttempt: null });
    expect(text).toContain(relayState);
    expect(text).toContain(audience);
    for (const secret of [scim.username, scim.password, scim.token, email]) expect(text).not.toContain(secret);
  });

  it('metadata that is handed over has no effect before an administrator has confirmed issuer and fingerprints', async () => {
    const id = await addAwaiting();
    const { visitor } = await makeLink(id);
    const handed = await handOver(visitor);
    expect(handed.status).toBe(200);
    expect(handed.body).toMatchObject({ inEffect: null, proposal: { issuer: identityProvider.entityId } });
    const { issuer, metadataProposal } = await integration(id);
    expect(issuer).toBeNull();
    const fingerprints = metadataProposal.certificates.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    const confirm = (body: unknown) => admin.post(`${at}/integrations/${id}/metadata-proposal/confirm`, body);
    expect((await confirm({ issuer: 'http://another.example', fingerprints })).body.code).toBe('metadata_proposal_changed');
    expect((await confirm({ issuer: identityProvider.entityId, fingerprints: [] })).body.code).toBe('metadata_proposal_changed');
    const confirmed = await confirm({ issuer: identityProvider.entityId, fingerprints });
    expect(confirmed).toMatchObject({ status: 200, body: { issuer: identityProvider.entityId, metadataProposal: null, status: 'unverified', warnings: [] } });
    expect((await visitor.get('/api/v1/setup')).body).toMatchObject({ inEffect: { issuer: identityProvider.entityId }, proposal: null });
    expect((await confirm({ issuer: identityProvider.entityId, fingerprints })).body.code).toBe('metadata_proposal_unknown');
  });

  it('what was handed over after it was looked at is not confirmed with it', async () => {
    const id = await addAwaiting();
    const { visitor } = await makeLink(id);
    await handOver(visitor);
    const { metadataProposal: seen } = await integration(id);
    await handOver(visitor, other);
    const fingerprints = seen.certificates.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    const late = await admin.post(`${at}/integrations/${id}/metadata-proposal/confirm`, { issuer: seen.issuer, fingerprints });
    expect([late.status, late.body.code]).toEqual([409, 'metadata_proposal_changed']);
    expect((await integration(id)).issuer).toBeNull();
    expect((await admin.delete(`${at}/integrations/${id}/metadata-proposal`)).status).toBe(204);
    expect((await integration(id)).metadataProposal).toBeNull();
  });

  it('tells that a test sign-in has arrived without naming anybody, and ends with the first that succeeds', async () => {
    const id = await addAwaiting();
    const { visitor } = await makeLink(id);
    await handOver(visitor);
    const { metadataProposal, audience, relayState } = await integration(id);
    await admin.post(`${at}/integrations/${id}/metadata-proposal/confirm`, { issuer: metadataProposal.issuer, fingerprints: metadataProposal.certificates.map(({ fingerprint }: { fingerprint: string }) => fingerprint) });
    const signIn = async (nameId: string, changes = {}) => (await stage.post(await identityProvider.issue({ nameId, audience, recipient: stage.acsUrl, ...changes }), { relayState })).status;
    expect(await signIn('grace.private@example.com')).toBe(405);
    const unknown = await visitor.get('/api/v1/setup');
    expect(unknown.body.lastAttempt).toMatchObject({ outcome: 'user_not_provisioned', failed: null });
    expect(JSON.stringify(unknown.body)).not.toContain('grace.private');
    expect(await signIn('grace.private@example.com', { audience: 'mistyped' })).toBe(401);
    expect((await visitor.get('/api/v1/setup')).body.lastAttempt).toMatchObject({ outcome: 'saml_response_invalid', failed: { condition: 'audience', expected: expect.stringContaining(audience), received: expect.stringContaining('mistyped') } });
    await admin.post(`${at}/users`, { email: 'grace.private@example.com' });
    expect(await signIn('grace.private@example.com')).toBe(303);
    for (const answer of [await visitor.get('/api/v1/setup'), await handOver(visitor, other)]) expect([answer.status, answer.body.code]).toEqual([409, 'integration_verified']);
    expect((await admin.post(`${at}/integrations/${id}/setup-links`)).body.code).toBe('integration_verified');
    expect((await integration(id)).lastSignInAt).toBe((await admin.get(`${at}/integrations/${id}/sign-ins`)).body.items[0].at);
  });

  it('is stored as a digest, listed without its address, and ends when it is taken back or after 72 hours', async () => {
    const id = await addAwaiting();
    const { linkId, token, visitor } = await makeLink(id);
    const links = stage.part(SetupLinkRepository);
    const row = await links.findByToken(stage.part(ReadScope), digest(token), Date.now());
    expect(row).toMatchObject({ id: linkId });
    expect(JSON.stringify(row)).not.toContain(token);
    expect((row?.expiresAt ?? 0) - (row?.createdAt ?? 0)).toBe(3 * DAY);
    expect(await links.findByToken(stage.part(ReadScope), digest(token), Date.now() + 3 * DAY)).toBeNull();
    await visitor.get('/api/v1/setup');
    const { body } = await admin.get(`${at}/integrations/${id}/setup-links`);
    expect(body.items).toEqual([{ id: linkId, createdBy: admin.session.user.userName, createdAt: expect.any(String), expiresAt: expect.any(String), lastUsedAt: expect.any(String) }]);
    expect((await admin.delete(`${at}/integrations/${id}/setup-links/${linkId}`)).status).toBe(204);
    for (const answer of [await visitor.get('/api/v1/setup'), await handOver(visitor)]) expect([answer.status, answer.body.code]).toEqual([404, 'setup_link_invalid']);
    expect((await admin.delete(`${at}/integrations/${id}/setup-links/${linkId}`)).body.code).toBe('setup_link_unknown');
  });

  it('is written to the audit trail, step by step and without the token', async () => {
    const id = await addAwaiting();
    const { linkId, token, visitor } = await makeLink(id);
    await handOver(visitor);
    const { metadataProposal } = await integration(id);
    await admin.post(`${at}/integrations/${id}/metadata-proposal/confirm`, { issuer: metadataProposal.issuer, fingerprints: metadataProposal.certificates.map(({ fingerprint }: { fingerprint: string }) => fingerprint) });
    await admin.delete(`${at}/integrations/${id}/setup-links/${linkId}`);
    const events = await auditOf(id);
    expect(events.map(({ action, actor }) => `${action} by ${actor.kind}`)).toEqual([
      'integration.setup_link_revoked by user',
      'integration.changed by user',
      'integration.metadata_proposed by setup-link',
      'integration.setup_link_created by user',
      'integration.created by user',
    ]);
    expect(JSON.stringify(events)).not.toContain(token);
    expect(stage.service.logLines.join('\n')).not.toContain(token);
  });

  it('is good for its own integration alone, and for nothing else of the API', async () => {
    const [mine, theirs] = [await addAwaiting(), await addAwaiting()];
    const { visitor } = await makeLink(mine);
    await handOver(visitor);
    expect(await stage.part(MetadataProposalRepository).find(stage.part(ReadScope), theirs)).toBeNull();
    for (const path of [`${at}/integrations/${mine}`, `${at}/integrations/${theirs}`, `${at}/users`]) expect((await visitor.get(path)).status).toBe(401);
  });

  it('refuses bad metadata at once, and tells an address that tries tokens to wait', async () => {
    const { visitor } = await makeLink(await addAwaiting());
    expect((await visitor.post('/api/v1/setup/metadata', { metadataXml: '<no-metadata/>' })).body.code).toBe('metadata_invalid');
    expect((await visitor.post('/api/v1/setup/metadata', {})).body.code).toBe('metadata_source_required');
    const guessing = ApiClient.anonymous(stage.url).with({ 'x-setup-token': 'guessed' });
    const statuses = [];
    for (let tries = 0; tries < 40; tries++) statuses.push((await guessing.get('/api/v1/setup')).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
    expect((await visitor.get('/api/v1/setup')).status).toBe(200);
  });
});
