import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ScimCredentials } from '@app/credentials';
import { ApiClient, type Answer } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { identityProviderMetadata, SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { makeTestKeys } from '../support/saml/test-keys.js';
import { cookieOf, SignInStage } from '../support/sign-in-stage.js';

const PASSWORD = 'correct horse battery staple';
const origin = { address: '127.0.0.1', reference: 'TEST-TEST-TEST' };

describe.each(engines)('integrations over the admin API on %s', (engine) => {
  let stage: SignInStage;
  let okta: SamlIdentityProvider;
  let staff: ApiClient;
  let owner: ApiClient;
  let admin: ApiClient;
  let accountId: string;
  let metadataServer: http.Server;
  let metadataUrl: string;
  let served: { status: number; body: string };
  let counter = 0;

  const unique = (name = 'acme') => `${name}-${(counter += 1)}`;
  const at = (id = '', path = '', account = accountId) => `/api/v1/accounts/${account}/integrations${id && `/${id}`}${path}`;
  const add = (request: Record<string, unknown> = {}, client = admin): Promise<Answer> =>
    client.post(at(), { provider: 'okta', entityId: unique(), ...('metadataUrl' in request ? {} : { metadataXml: okta.metadata() }), ...request });
  const added = async (request: Record<string, unknown> = {}) => {
    const { status, body } = await add(request);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  };
  const signInThrough = async ({ audience, relayState }: { audience: string; relayState: string }, keys = okta, nameId = 'dana@acme.example') =>
    stage.post(await keys.issue({ nameId, audience, recipient: stage.acsUrl }), { relayState });
  const verified = async (request: Record<string, unknown> = {}) => {
    const integration = await added(request);
    expect((await signInThrough(integration)).status).toBe(303);
    return integration;
  };
  const enabled = async () => {
    const { id } = await verified();
    return (await admin.put(at(id, '/scim'), { enabled: true })).body;
  };
  const auditOf = async (id: string) => {
    const { body } = await owner.get(`/api/v1/accounts/${accountId}/audit-events?limit=200`);
    return body.items.filter((event: { subject?: { id: string }; subjectId?: string }) => (event.subject?.id ?? event.subjectId) === id);
  };
  const verifyBasic = (username: string, password: string) => stage.part(ScimCredentials).verifyBasic(username, password, origin);

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    okta = await SamlIdentityProvider.create();
    staff = await ApiClient.signIn(stage.url);
    const account = await staff.post('/api/v1/accounts', { name: 'Acme', owner: { email: 'owner@acme.example', password: PASSWORD } });
    accountId = account.body.id;
    owner = await ApiClient.signIn(stage.url, { email: 'owner@acme.example', password: PASSWORD });
    await stage.addUser(accountId, { userName: 'dana@acme.example', email: 'dana@acme.example' });
    await stage.addUser(accountId, { userName: 'admin@acme.example', email: 'admin@acme.example', admin: true });
    const first = (await add({}, owner)).body;
    admin = ApiClient.withCookie(stage.url, cookieOf(await signInThrough(first, okta, 'admin@acme.example')) as string);
    metadataServer = http.createServer((_, response) => response.writeHead(served.status).end(served.body));
    await new Promise<void>((resolve) => metadataServer.listen(0, '127.0.0.1', resolve));
    metadataUrl = `http://127.0.0.1:${(metadataServer.address() as AddressInfo).port}/app/exk/sso/saml/metadata`;
    served = { status: 200, body: okta.metadata() };
  });

  afterAll(async () => {
    metadataServer?.close();
    await stage?.stop();
  });

  beforeEach(() => {
    served = { status: 200, body: okta.metadata() };
  });

  describe('the catalogue', () => {
    it('finds Okta by its name, as a page', async () => {
      const { status, body } = await admin.get('/api/v1/identity-providers?search=okta');
      expect({ status, nextCursor: body.nextCursor }).toEqual({ status: 200, nextCursor: null });
      expect(body.items[0]).toMatchObject({ key: 'okta', name: 'Okta', protocol: 'saml', logoUrl: `${stage.url}/api/v1/identity-providers/okta/logo` });
      expect(body.items.map(({ key }: { key: string }) => key)).toEqual(['okta', 'okta-oidc']);
      expect((await admin.get('/api/v1/identity-providers?search=no-such-vendor')).body).toEqual({ items: [], nextCursor: null });
      expect((await admin.get('/api/v1/identity-providers')).body.items.length).toBeGreaterThan(0);
    });

    it('is for people who are signed in', async () => {
      expect((await ApiClient.anonymous(stage.url).get('/api/v1/identity-providers')).status).toBe(401);
    });

    it('hands the application logo out as a picture', async () => {
      const png = await fetch(`${stage.url}/api/v1/identity-providers/okta/logo`);
      expect(png.headers.get('content-type')).toBe('image/png');
      expect(Buffer.from(await png.arrayBuffer()).subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
      const svg = await fetch(`${stage.url}/api/v1/identity-providers/okta/logo?format=svg`);
      expect(svg.headers.get('content-type')).toBe('image/svg+xml');
      expect(await svg.text()).toContain('<svg');
      expect((await admin.get('/api/v1/identity-providers/nobody/logo')).body).toMatchObject({ status: 404, code: 'identity_provider_unknown' });
    });

    it("shows the guide with the integration's own values", async () => {
      const { id, relayState } = await added();
      const { status, body } = await admin.get(at(id, '/guide'));
      expect(status).toBe(200);
      const entries = body.sections.flatMap(({ steps }: any) => steps.flatMap(({ enter = [] }: any) => enter)); // eslint-disable-line @typescript-eslint/no-explicit-any
      expect(entries).toContainEqual(expect.objectContaining({ field: 'Single sign-on URL', value: `${stage.url}/sso/acs/` }));
      expect(entries).toContainEqual(expect.objectContaining({ field: 'Default RelayState', value: relayState }));
      expect(entries).toContainEqual(expect.objectContaining({ field: 'SCIM connector base URL', value: `${stage.url}/api/scim/v2` }));
      expect(body.markdown).toContain(`${stage.url}/sso/acs/`);
      expect((await admin.get('/api/v1/identity-providers/okta/guide')).body.title).toBe(body.title);
    });
  });

  describe('adding one', () => {
    it('answers with everything that is to be copied into Okta', async () => {
      const uniqueIdentifier = unique();
      const entityId = `${stage.url}/sso/acs/${uniqueIdentifier}`;
      const { status, body } = await add({ entityId, name: 'Our Okta' });
      expect({ status, body }).toMatchObject({
        status: 201,
        body: {
          ...{ id: expect.any(String), provider: 'okta', name: 'Our Okta', entityId, uniqueIdentifier, acsUrl: `${stage.url}/sso/acs/`, audience: entityId, relayState: uniqueIdentifier },
          ...{ metadataUrl: null, issuer: okta.entityId, certificates: [{ fingerprint: expect.stringMatching(/^[0-9A-F:]{95}$/), notAfter: expect.stringMatching(/Z$/) }] },
          ...{ status: 'unverified', verifiedAt: null, warnings: [] },
          scim: { enabled: false, baseUrl: `${stage.url}/api/scim/v2`, username: null, lastUsedAt: null },
        },
      });
      expect(body.scim).not.toHaveProperty('password');
      expect((await admin.get(at(body.id))).body).toEqual(body);
    });

    it('reads the metadata from its address', async () => {
      const body = await added({ metadataUrl });
      expect(body).toMatchObject({ metadataUrl, issuer: okta.entityId, metadataReadAt: expect.any(String) });
    });

    it('takes any other entity ID beside a unique identifier, and need not have a name of its own', async () => {
      const uniqueIdentifier = unique();
      expect(await added({ entityId: 'urn:acme:sp', uniqueIdentifier })).toMatchObject({ entityId: 'urn:acme:sp', audience: 'urn:acme:sp', relayState: uniqueIdentifier, name: 'Okta' });
    });

    it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
      ['no metadata', { metadataXml: undefined }, { code: 'metadata_source_required', hint: expect.stringContaining('metadataUrl') }],
      ['metadata twice', { metadataUrl: 'https://example.com/' }, { code: 'metadata_source_required', detail: expect.stringContaining('received both') }],
      ['metadata that is none', { metadataXml: '<x/>' }, { code: 'metadata_invalid', detail: expect.stringContaining('EntityDescriptor') }],
      ['another entity ID without a unique identifier', { entityId: 'https://sp.example.com/' }, { code: 'unique_identifier_required', detail: expect.stringContaining('uniqueIdentifier') }],
      ['a unique identifier that does not fit into an address', { entityId: 'urn:x', uniqueIdentifier: 'a/b' }, { code: 'unique_identifier_invalid' }],
      ['a unique identifier that contradicts the entity ID', { entityId: 'one', uniqueIdentifier: 'two' }, { code: 'unique_identifier_invalid' }],
      ['an entity ID of blanks', { entityId: ' ' }, { code: 'entity_id_invalid' }],
      ['an identity provider that there is not', { provider: 'Okta' }, { code: 'provider_unknown', detail: expect.stringContaining('expected one of entra') }],
      ['options that there are not', { options: { nope: true } }, { code: 'options_invalid' }],
      ['a member that there is not', { verifiedAt: '2025-01-01T00:00:00Z' }, { code: 'request_invalid' }],
      ['no entity ID', { entityId: undefined }, { code: 'entity_id_invalid', detail: expect.stringContaining('received nothing') }],
      ['NUL in a name', { name: 'a\0b' }, { code: 'text_invalid' }],
    ])('is refused with %s', async (_, request, problem) => {
      const before = (await owner.get(`${at()}?limit=200`)).body.items.length;
      const body = { provider: 'okta', entityId: unique(), metadataXml: okta.metadata(), ...request };
      expect((await admin.post(at(), body)).body).toMatchObject({ status: 400, ...problem });
      expect((await owner.get(`${at()}?limit=200`)).body.items).toHaveLength(before);
    });

    it.each([
      ['http://169.254.169.254/latest/meta-data/', 'metadata_address_refused'],
      ['ftp://example.com/', 'metadata_address_refused'],
      ['http://127.0.0.1:1/', 'metadata_unreachable'],
      ['no address', 'metadata_address_refused'],
    ])('is refused with the metadata address %s', async (url, code) => {
      expect((await add({ metadataUrl: url })).body).toMatchObject({ status: 400, code, hint: expect.stringContaining('metadataXml') });
    });

    it('is refused when what is at the metadata address is bad', async () => {
      served = { status: 404, body: '' };
      expect((await add({ metadataUrl })).body).toMatchObject({ status: 400, code: 'metadata_unreachable', detail: expect.stringContaining('received 404') });
      served = { status: 200, body: '<!doctype html><html/>' };
      expect((await add({ metadataUrl })).body).toMatchObject({ status: 400, code: 'metadata_invalid' });
    });

    it('is refused for a unique identifier that another account has, without saying whose it is', async () => {
      const entityId = unique('taken');
      const foreign = await staff.post('/api/v1/accounts', { name: 'Secretive', owner: { email: `${entityId}@secretive.example`, password: PASSWORD } });
      expect((await staff.post(at('', '', foreign.body.id), { provider: 'okta', entityId, metadataXml: okta.metadata() })).status).toBe(201);
      const { body } = await add({ entityId });
      expect(body).toMatchObject({ status: 409, code: 'unique_identifier_taken' });
      expect(JSON.stringify(body)).not.toMatch(/secretive/i);
      expect((await add({ entityId: entityId.toUpperCase() })).status).toBe(201);
    });

    it('succeeds for one of many who want the same unique identifier at once', async () => {
      const entityId = unique('race');
      const statuses = (await Promise.all(Array.from({ length: 5 }, () => add({ entityId })))).map(({ status }) => status).sort();
      expect(statuses).toEqual([201, 409, 409, 409, 409]);
    });

    it('works with the example of the API description as it stands there', async () => {
      const { body: description } = await ApiClient.anonymous(stage.url).get('/api/openapi.json');
      const { examples } = description.paths['/api/v1/accounts/{accountId}/integrations'].post.requestBody.content['application/json'];
      expect((await admin.post(at(), examples.pasted.value)).body).toMatchObject({ provider: 'okta', relayState: 'acme', warnings: [] });
    });

    it('takes metadata of a megabyte, and no more', async () => {
      const padded = (size: number) => okta.metadata().replace('<md:IDPSSODescriptor', `${' '.repeat(size)}<md:IDPSSODescriptor`);
      expect((await add({ metadataXml: padded(1_000_000) })).status).toBe(201);
      expect((await add({ metadataXml: padded(1_048_577) })).status).toBe(400);
      expect((await add({ metadataXml: padded(3_000_000) })).status).toBe(413);
    });
  });

  describe('who may', () => {
    it('admin and owner see and change them; a member, a stranger and another account do not', async () => {
      const { id } = await added();
      const member = ApiClient.withCookie(stage.url, cookieOf(await signInThrough(await added())) as string);
      const elsewhere = await staff.post('/api/v1/accounts', { name: 'Other', owner: { email: `${unique()}@other.example`, password: PASSWORD } });
      const stranger = await ApiClient.signIn(stage.url, { email: elsewhere.body.owner?.email ?? (await staff.get(`/api/v1/accounts/${elsewhere.body.id}/users`)).body.items[0].email, password: PASSWORD });
      const calls: ((client: ApiClient) => Promise<Answer>)[] = [
        (client) => client.get(at()),
        (client) => client.get(at(id)),
        (client) => client.get(at(id, '/guide')),
        (client) => client.get(at(id, '/sign-ins')),
        (client) => client.get(at(id, '/provisioning-log')),
        (client) => client.get(at(id, '/deletion-preview')),
        (client) => client.patch(at(id), { name: 'x' }),
      ];
      for (const call of calls) {
        for (const client of [staff, owner, admin]) expect((await call(client)).status).toBe(200);
        expect((await call(member)).status).toBe(403);
        expect((await call(stranger)).status).toBe(404);
        expect((await call(ApiClient.anonymous(stage.url))).status).toBe(401);
      }
      const writes: ((client: ApiClient) => Promise<Answer>)[] = [
        (client) => add({}, client),
        (client) => client.put(at(id, '/scim'), { enabled: false }),
        (client) => client.post(at(id, '/scim/rotate')),
        (client) => client.post(at(id, '/metadata/refresh')),
        (client) => client.delete(at(id)),
      ];
      for (const call of writes) {
        expect((await call(member)).status).toBe(403);
        expect((await call(stranger)).status).toBe(404);
        expect((await call(ApiClient.anonymous(stage.url))).status).toBe(401);
      }
      // The integration's id in the stranger's own account does not help either.
      for (const path of ['', '/guide', '/sign-ins', '/provisioning-log', '/deletion-preview']) {
        expect((await stranger.get(at(id, path, elsewhere.body.id))).body).toMatchObject({ status: 404, code: 'integration_unknown' });
      }
      expect((await stranger.delete(at(id, '', elsewhere.body.id))).body).toMatchObject({ status: 404, code: 'integration_unknown' });
      expect((await stranger.patch(at(id, '', elsewhere.body.id), { name: 'x' })).body).toMatchObject({ status: 404, code: 'integration_unknown' });
      expect((await stranger.put(at(id, '/scim', elsewhere.body.id), { enabled: true, force: true })).body).toMatchObject({ status: 404, code: 'integration_unknown' });
      expect((await stranger.post(at(id, '/scim/rotate', elsewhere.body.id))).body).toMatchObject({ status: 404, code: 'integration_unknown' });
    });

    it('a key that only reads sees no secret', async () => {
      const { id, scim } = await enabled();
      expect(scim.password).toEqual(expect.any(String));
      const key = async (scope: string) => ApiClient.withKey(stage.url, (await owner.post(`/api/v1/accounts/${accountId}/api-keys`, { name: scope, scopes: [scope] })).body.key);
      const reader = await (await key('read')).get(at(id));
      expect(reader.body.scim).toMatchObject({ username: scim.username });
      expect(JSON.stringify(reader.body)).not.toContain(scim.password);
      expect((await (await key('integrations')).get(at(id))).body.scim.password).toBe(scim.password);
    });
  });

  describe('the list', () => {
    it('is made of pages in the order of creation, without secrets', async () => {
      const { id, scim } = await enabled();
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Answer = await admin.get(`${at()}?limit=3${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        expect(page.body.items.length).toBeLessThanOrEqual(3);
        expect(JSON.stringify(page.body)).not.toContain(scim.password);
        ids.push(...page.body.items.map((item: { id: string }) => item.id));
        cursor = page.body.nextCursor;
      } while (cursor !== null);
      expect(ids).toEqual([...new Set(ids)].sort());
      expect(ids).toContain(id);
      expect((await admin.get(`${at()}?cursor=nonsense`)).body).toMatchObject({ status: 400, code: 'cursor_invalid' });
    });
  });

  describe('changing one', () => {
    it('by name leaves it verified', async () => {
      const { id } = await verified();
      expect((await admin.patch(at(id), { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', status: 'verified' });
      expect(await auditOf(id)).toContainEqual(expect.objectContaining({ action: 'integration.changed', before: { name: 'Okta' }, after: { name: 'Renamed' } }));
    });

    it.each<[string, () => Promise<Record<string, unknown>>]>([
      ['its entity ID', async () => ({ entityId: 'urn:changed' })],
      ['its unique identifier', async () => ({ entityId: unique('moved') })],
      ['its metadata', async () => ({ metadataXml: identityProviderMetadata({ ...okta, ssoUrl: okta.ssoUrl, entityId: okta.entityId, keys: await makeTestKeys() }) })],
      ['where its metadata comes from', async () => ({ metadataUrl })],
      ['its options', async () => ({ options: { requestedOnly: true } })],
    ])('by %s makes it unverified, and SCIM stays on', async (_, changes) => {
      const { id, scim } = await enabled();
      const { status, body } = await admin.patch(at(id), await changes());
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'unverified', verifiedAt: null, scim: { enabled: true, username: scim.username }, warnings: [{ code: 'scim_unverified' }] } });
      expect((await admin.put(at(id, '/scim'), { enabled: true })).status).toBe(200);
      expect((await admin.put(at(id, '/scim'), { enabled: false })).body.scim.enabled).toBe(false);
      expect((await admin.put(at(id, '/scim'), { enabled: true })).body).toMatchObject({ status: 409, code: 'integration_not_verified' });
    });

    it('by what it has already changes nothing, and leaves it verified', async () => {
      const integration = await verified({ metadataUrl });
      const { entityId, relayState, updatedAt } = (await admin.get(at(integration.id))).body;
      const { body } = await admin.patch(at(integration.id), { entityId, uniqueIdentifier: relayState, metadataUrl, options: {} });
      expect(body).toMatchObject({ status: 'verified', updatedAt });
    });

    it('by the same metadata address once more takes its new keys, and leaves it verified', async () => {
      const integration = await verified({ metadataUrl });
      const next = await SamlIdentityProvider.create({ entityId: okta.entityId });
      served = { status: 200, body: next.metadata() };
      const { body } = await admin.patch(at(integration.id), { metadataUrl });
      expect(body.status).toBe('verified');
      expect(body.certificates).not.toEqual(integration.certificates);
      expect((await signInThrough(integration, next)).status).toBe(303);
      expect((await signInThrough(integration, okta)).status).toBe(401);
    });

    it('keeps the unique identifier when the new entity ID says none', async () => {
      const { id, relayState } = await added();
      expect((await admin.patch(at(id), { entityId: 'urn:acme:new' })).body).toMatchObject({ entityId: 'urn:acme:new', audience: 'urn:acme:new', relayState });
    });

    it('to a unique identifier that is taken is refused, and changes nothing', async () => {
      const [taken, { id, relayState }] = [await added(), await added()];
      expect((await admin.patch(at(id), { entityId: taken.entityId, name: 'x' })).body).toMatchObject({ status: 409, code: 'unique_identifier_taken' });
      expect((await admin.get(at(id))).body).toMatchObject({ relayState, name: 'Okta' });
    });

    it('to metadata that is bad is refused, and changes nothing', async () => {
      const { id } = await verified();
      expect((await admin.patch(at(id), { metadataXml: '<x/>', name: 'x' })).body).toMatchObject({ status: 400, code: 'metadata_invalid' });
      expect((await admin.get(at(id))).body).toMatchObject({ status: 'verified', name: 'Okta' });
    });

    it('takes no other provider, status, account or SCIM switch', async () => {
      const { id } = await added();
      for (const member of [{ provider: 'okta' }, { status: 'verified' }, { accountId: 'x' }, { scim: { enabled: true } }, { issuer: 'x' }])
        expect((await admin.patch(at(id), member)).body).toMatchObject({ status: 400, code: 'request_invalid' });
    });
  });

  describe('reading the metadata again', () => {
    it('takes new keys, leaves it verified and is audited', async () => {
      const integration = await verified({ metadataUrl });
      served = { status: 200, body: identityProviderMetadata({ ...okta, ssoUrl: okta.ssoUrl, entityId: okta.entityId, keys: await makeTestKeys() }) };
      const { status, body } = await admin.post(at(integration.id, '/metadata/refresh'));
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'verified' } });
      expect(body.certificates).not.toEqual(integration.certificates);
      expect(await auditOf(integration.id)).toContainEqual(expect.objectContaining({ action: 'integration.metadata_refreshed' }));
    });

    it('says what is wrong, keeps what was there and shows a warning', async () => {
      const { id, certificates } = await verified({ metadataUrl });
      served = { status: 500, body: '' };
      expect((await admin.post(at(id, '/metadata/refresh'))).body).toMatchObject({ status: 400, code: 'metadata_unreachable' });
      expect((await admin.get(at(id))).body).toMatchObject({ certificates, status: 'verified', warnings: [{ code: 'metadata_unreadable' }] });
      const again = await admin.post(at(id, '/metadata/refresh'));
      expect(again.body).toMatchObject({ status: 429, code: 'metadata_refresh_paused' });
      expect(again.headers.get('retry-after')).toBe('10');
    });

    it('is refused where the metadata was pasted', async () => {
      const { id } = await added();
      expect((await admin.post(at(id, '/metadata/refresh'))).body).toMatchObject({ status: 409, code: 'metadata_not_by_url' });
    });
  });

  describe('the SCIM switch', () => {
    it('cannot be set before somebody has signed in through the integration', async () => {
      const { id } = await added();
      for (const client of [admin, owner, staff]) {
        expect((await client.put(at(id, '/scim'), { enabled: true })).body).toMatchObject({ status: 409, code: 'integration_not_verified', hint: expect.stringContaining('Sign in through it once') });
      }
      expect((await admin.get(at(id))).body.scim).toMatchObject({ enabled: false, username: null });
    });

    it('can be set after a sign-in, and hands the credentials out', async () => {
      const { id } = await verified();
      const { status, body } = await admin.put(at(id, '/scim'), { enabled: true });
      expect({ status, body }).toMatchObject({ status: 200, body: { scim: { enabled: true, baseUrl: `${stage.url}/api/scim/v2`, username: expect.any(String), password: expect.any(String), token: expect.any(String), lastUsedAt: null } } });
      expect((await admin.get(at(id))).body).toEqual(body);
      expect(await auditOf(id)).toContainEqual(expect.objectContaining({ action: 'integration.scim_enabled', after: { scimEnabled: true, forced: false } }));
    });

    it('can be forced by an owner or staff alone, which is audited', async () => {
      for (const client of [owner, staff]) {
        const { id } = await added();
        expect((await admin.put(at(id, '/scim'), { enabled: true, force: true })).body).toMatchObject({ status: 403, code: 'forbidden' });
        expect((await client.put(at(id, '/scim'), { enabled: true, force: true })).body).toMatchObject({ status: 'unverified', scim: { enabled: true, password: expect.any(String) } });
        expect(await auditOf(id)).toContainEqual(expect.objectContaining({ action: 'integration.scim_enabled', after: { scimEnabled: true, forced: true } }));
      }
    });

    it('goes off and on again with the same credentials', async () => {
      const { id, scim } = await enabled();
      expect((await admin.put(at(id, '/scim'), { enabled: false })).body.scim).toMatchObject({ enabled: false, username: scim.username });
      expect(await verifyBasic(scim.username, scim.password)).toMatchObject({ accepted: true, integration: { scimEnabled: false } });
      expect((await admin.put(at(id, '/scim'), { enabled: true })).body.scim).toMatchObject({ enabled: true, username: scim.username });
      expect(await verifyBasic(scim.username, scim.password)).toMatchObject({ accepted: true, integration: { scimEnabled: true } });
    });

    it('makes one set of credentials when many set it at once', async () => {
      const { id } = await verified();
      const answers = await Promise.all(Array.from({ length: 5 }, () => admin.put(at(id, '/scim'), { enabled: true })));
      expect(new Set(answers.map(({ body }) => body.scim.password)).size).toBe(1);
      expect(new Set(answers.map(({ body }) => body.scim.username)).size).toBe(1);
    });

    it.each([{}, { enabled: 'true' }, { enabled: null }, { enabled: true, force: 'yes' }, { enabled: true, other: 1 }])('takes no %j', async (body) => {
      const { id } = await added();
      expect((await admin.put(at(id, '/scim'), body)).body).toMatchObject({ status: 400, code: 'request_invalid' });
    });
  });

  describe('SCIM credentials', () => {
    it('can be read until the client has used them for the first time, and then only be rotated', async () => {
      const { id, scim } = await enabled();
      expect((await admin.get(at(id))).body.scim.password).toBe(scim.password);
      expect(await verifyBasic(scim.username, scim.password)).toMatchObject({ accepted: true, integration: { id, accountId } });
      const { body } = await admin.get(at(id));
      expect(body.scim).not.toHaveProperty('password');
      expect(body.scim.lastUsedAt).toEqual(expect.any(String));
      expect((await admin.put(at(id, '/scim'), { enabled: true })).body.scim).not.toHaveProperty('password');
    });

    it('go on for a day after a rotation', async () => {
      const { id, scim } = await enabled();
      const { status, body } = await admin.post(at(id, '/scim/rotate'));
      expect(status).toBe(200);
      expect(body.scim).toMatchObject({ username: scim.username, password: expect.any(String) });
      expect(body.scim.password).not.toBe(scim.password);
      for (const password of [scim.password, body.scim.password]) expect(await verifyBasic(scim.username, password)).toMatchObject({ accepted: true });
      expect(await auditOf(id)).toContainEqual(expect.objectContaining({ action: 'integration.scim_credentials_rotated', after: expect.objectContaining({ graceHours: 24 }) }));
    });

    it('end at once with grace=0, all that are older', async () => {
      const { id, scim } = await enabled();
      const second = (await admin.post(at(id, '/scim/rotate?grace=24'))).body.scim;
      const third = (await admin.post(at(id, '/scim/rotate?grace=0'))).body.scim;
      expect(await verifyBasic(scim.username, scim.password)).toMatchObject({ accepted: false, reason: 'ended' });
      expect(await verifyBasic(scim.username, second.password)).toMatchObject({ accepted: false, reason: 'ended' });
      expect(await verifyBasic(scim.username, third.password)).toMatchObject({ accepted: true });
    });

    it.each(['-1', '721', '1.5', 'x', ''])('are not rotated with grace=%s', async (grace) => {
      const { id } = await enabled();
      expect((await admin.post(at(id, `/scim/rotate?grace=${grace}`))).body).toMatchObject({ status: 400, code: 'request_invalid' });
    });

    it('cannot be rotated before there are any', async () => {
      const { id } = await added();
      expect((await admin.post(at(id, '/scim/rotate'))).body).toMatchObject({ status: 409, code: 'scim_not_set_up' });
    });

    it('open nothing but SCIM', async () => {
      const { scim } = await enabled();
      const basic = `Basic ${Buffer.from(`${scim.username}:${scim.password}`).toString('base64')}`;
      for (const authorization of [basic, `Bearer ${scim.token}`, `Bearer ${scim.password}`])
        expect((await fetch(`${stage.url}${at()}`, { headers: { authorization } })).status).toBe(401);
    });

    it('are not an API key, nor a password of a person', async () => {
      const { scim } = await enabled();
      const { key } = (await owner.post(`/api/v1/accounts/${accountId}/api-keys`, { name: 'all', scopes: ['all'] })).body;
      expect(await stage.part(ScimCredentials).verifyBearer(key, origin)).toMatchObject({ accepted: false });
      expect(await verifyBasic(scim.username, key)).toMatchObject({ accepted: false });
      expect(await verifyBasic('owner@acme.example', PASSWORD)).toMatchObject({ accepted: false });
    });

    it('are neither in the audit trail nor in the log', async () => {
      const { id, scim } = await enabled();
      const rotated = (await admin.post(at(id, '/scim/rotate'))).body.scim;
      const trail = JSON.stringify(await auditOf(id));
      const log = stage.service.logLines.join('');
      for (const secret of [scim.password, scim.token, rotated.password, rotated.token]) {
        expect(trail).not.toContain(secret);
        expect(log).not.toContain(secret);
      }
    });
  });

  describe('the logs', () => {
    it('show the sign-ins of the integration, the newest first, in pages', async () => {
      const integration = await verified();
      await signInThrough(integration, okta, 'nobody@acme.example');
      const first = await admin.get(at(integration.id, '/sign-ins?limit=1'));
      expect(first.body.items).toMatchObject([{ outcome: 'user_not_provisioned', subject: 'nobody@acme.example', reference: expect.any(String), at: expect.stringMatching(/Z$/) }]);
      const second = await admin.get(at(integration.id, `/sign-ins?limit=1&cursor=${encodeURIComponent(first.body.nextCursor)}`));
      expect(second.body).toMatchObject({ items: [{ outcome: 'signed_in', subject: 'dana@acme.example' }], nextCursor: null });
      const other = await added();
      expect((await admin.get(at(other.id, `/sign-ins?cursor=${encodeURIComponent(first.body.nextCursor)}`))).body).toMatchObject({ status: 400, code: 'cursor_invalid' });
      expect((await admin.get(at(other.id, '/sign-ins'))).body).toEqual({ items: [], nextCursor: null });
    });

    it('show the requests of the provisioning client', async () => {
      const { id } = await added();
      expect((await admin.get(at(id, '/provisioning-log'))).body).toEqual({ items: [], nextCursor: null });
    });
  });

  describe('deleting one', () => {
    it('ends its sign-ins, sessions and credentials, keeps the people, and says so beforehand and afterwards', async () => {
      const integration = await added();
      const cookie = cookieOf(await signInThrough(integration)) as string;
      const { scim } = (await admin.put(at(integration.id, '/scim'), { enabled: true })).body;
      const expected = { id: integration.id, name: 'Okta', endedSessions: 1, releasedPeople: 0, releasedGroups: 0, scimEnabled: true };
      expect((await admin.get(at(integration.id, '/deletion-preview'))).body).toEqual({ ...expected, withoutWayIn: expect.any(Object) });
      expect((await admin.delete(at(integration.id))).status).toBe(204);
      expect((await admin.get(at(integration.id))).body).toMatchObject({ status: 404, code: 'integration_unknown' });
      expect((await admin.delete(at(integration.id))).status).toBe(404);
      expect((await ApiClient.withCookie(stage.url, cookie).get('/api/v1/session')).status).toBe(401);
      expect((await signInThrough(integration)).status).toBe(404);
      expect(await verifyBasic(scim.username, scim.password)).toMatchObject({ accepted: false, reason: 'unknown' });
      const { body: users } = await owner.get(`/api/v1/accounts/${accountId}/users`);
      expect(users.items).toContainEqual(expect.objectContaining({ userName: 'dana@acme.example', active: true }));
      expect(await auditOf(integration.id)).toContainEqual(expect.objectContaining({ action: 'integration.deleted', after: { endedSessions: 1, releasedPeople: 0, releasedGroups: 0 } }));
    });

    it('leaves its unique identifier free for the next one', async () => {
      const { id, entityId } = await added();
      await admin.delete(at(id));
      expect((await add({ entityId })).status).toBe(201);
    });
  });
});
