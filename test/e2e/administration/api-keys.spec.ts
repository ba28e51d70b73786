import { Sessions } from '@app/directory';
import { ApiKeyRepository, ReadScope, UnitOfWork } from '@app/persistence';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

describe.each(engines)('API keys at /api/v1 on %s', (engine) => {
  let service: TestService;
  let staff: ApiClient;
  let owner: ApiClient;
  let account: { id: string; owner: { id: string } };
  let keys: string;
  let users: string;

  beforeAll(async () => {
    service = await startTestService(engine);
    staff = await ApiClient.signIn(service.url, OWNER);
    const credentials = { email: 'owner@acme.example', password: 'the owner of acme' };
    account = (await staff.post('/api/v1/accounts', { name: 'Acme', owner: credentials })).body;
    owner = await ApiClient.signIn(service.url, credentials);
    keys = `/api/v1/accounts/${account.id}/api-keys`;
    users = `/api/v1/accounts/${account.id}/users`;
  });
  afterAll(() => service.stop());

  const make = async (scopes: string[], by = owner, more = {}) => (await by.post(keys, { name: scopes.join(), scopes, ...more })).body;
  const bearing = (key: string) => ApiClient.withKey(service.url, key);

  it('shows a key once, and keeps its digest alone', async () => {
    const { status, body } = await owner.post(keys, { name: 'Export', scopes: ['read'], expiresAt: '2099-01-01T00:00:00+02:00' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Export', scopes: ['read'], userId: account.owner.id, expiresAt: '2098-12-31T22:00:00.000Z', lastUsedAt: null, key: expect.stringMatching(/^moovingon_key_[\w-]{43}$/) });
    const listed = (await owner.get(keys)).body;
    expect(JSON.stringify(listed)).not.toContain(body.key);
    expect(JSON.stringify(await service.app.get(ApiKeyRepository).find(service.app.get(ReadScope), account.id, body.id))).not.toContain(body.key);
  });

  it('lets a key do what its scopes and its user may, and no more', async () => {
    const member = (await owner.post(users, { email: 'm@acme.example' })).body;
    const readKey = bearing((await make(['read'])).key);
    expect((await readKey.get(users)).status).toBe(200);
    expect((await readKey.get(`/api/v1/accounts/${account.id}/audit-events`)).status).toBe(200);
    expect(await readKey.patch(`${users}/${member.id}`, { givenName: 'x' })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const usersKey = bearing((await make(['users'])).key);
    expect((await usersKey.patch(`${users}/${member.id}`, { givenName: 'x' })).status).toBe(200);
    expect((await usersKey.get(`/api/v1/accounts/${account.id}/audit-events`)).status).toBe(403);
    expect((await usersKey.post(keys, { name: 'x', scopes: ['all'] })).status).toBe(403);
    expect(await usersKey.patch(`${users}/${member.id}`, { role: 'owner' })).toMatchObject({ status: 403, body: { code: 'owner_protected' } });
    expect((await bearing((await make(['integrations'])).key).get(users)).status).toBe(403);
    const allKey = bearing((await make(['all'])).key);
    expect((await allKey.get('/api/v1/session')).body).toMatchObject({ role: 'owner', staff: false, origin: 'api-key', user: { id: account.owner.id } });
    expect((await allKey.patch(`${users}/${member.id}`, { role: 'owner' })).status).toBe(200);
  });

  it('gives a key that was made in a session of the identity provider no owner rights', async () => {
    const { token } = await service.app.get(UnitOfWork).run((tx) => service.app.get(Sessions).open(tx, { userId: account.owner.id, accountId: account.id, origin: 'identity-provider' }));
    const made = await make(['all'], ApiClient.withCookie(service.url, `moovingon_session=${token}`));
    expect((await bearing(made.key).get('/api/v1/session')).body).toMatchObject({ role: 'admin', staff: false });
  });

  it('ends a key with DELETE, and with the deactivation of its user, at once', async () => {
    const made = await make(['all']);
    expect((await owner.delete(`${keys}/${made.id}`)).status).toBe(204);
    expect((await bearing(made.key).get('/api/v1/session')).status).toBe(401);
    expect(await owner.delete(`${keys}/${made.id}`)).toMatchObject({ status: 404, body: { code: 'api_key_unknown' } });
    const user = (await owner.post(users, { email: 'leaver@acme.example', role: 'admin', password: 'soon to be gone' })).body;
    const leaver = await ApiClient.signIn(service.url, { email: 'leaver@acme.example', password: 'soon to be gone' });
    const theirs = bearing((await make(['all'], leaver)).key);
    expect((await theirs.get(users)).status).toBe(200);
    await owner.patch(`${users}/${user.id}`, { active: false });
    expect((await theirs.get(users)).status).toBe(401);
    await owner.patch(`${users}/${user.id}`, { active: true });
    expect((await theirs.get(users)).status).toBe(401);
  });

  it('makes no key that outlives the key that asks', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const short = bearing((await make(['all'], owner, { expiresAt: soon })).key);
    expect((await short.post(keys, { name: 'x', scopes: ['all'] })).body.expiresAt).toBe(soon);
    expect(await short.post(keys, { name: 'x', scopes: ['all'], expiresAt: '2099-01-01T00:00:00Z' })).toMatchObject({ status: 400, body: { code: 'api_key_invalid' } });
  });

  it('confines a key that staff makes in an account of others to that account', async () => {
    const key = bearing((await make(['all'], staff)).key);
    expect((await key.get('/api/v1/session')).body).toMatchObject({ account: { id: account.id }, role: 'owner', staff: false });
    expect((await key.get(users)).status).toBe(200);
    const own = (await staff.get('/api/v1/session')).body.account.id;
    expect((await key.get(`/api/v1/accounts/${own}/users`)).status).toBe(404);
    expect((await bearing((await staff.post(`/api/v1/accounts/${own}/api-keys`, { name: 'x', scopes: ['all'] })).body.key).get(users)).status).toBe(200);
  });

  it('notes the last use, without a request waiting for it', async () => {
    const made = await make(['read']);
    await bearing(made.key).get(users);
    const lastUsed = async () => (await owner.get(`${keys}?limit=200`)).body.items.find(({ id }: { id: string }) => id === made.id).lastUsedAt;
    for (let tries = 0; tries < 50 && (await lastUsed()) === null; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(Date.now() - Date.parse(await lastUsed())).toBeLessThan(60_000);
  });

  it.each([
    ['no scope', { name: 'x', scopes: [] }],
    ['an unknown scope', { name: 'x', scopes: ['root'] }],
    ['no name', { scopes: ['all'] }],
    ['an end that is over', { name: 'x', scopes: ['all'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end without a time zone', { name: 'x', scopes: ['all'], expiresAt: '2099-01-01T00:00:00' }],
    ['an end that is no date', { name: 'x', scopes: ['all'], expiresAt: 'tomorrow' }],
  ])('refuses %s', async (_, body) => {
    expect((await owner.post(keys, body)).status).toBe(400);
  });
});
