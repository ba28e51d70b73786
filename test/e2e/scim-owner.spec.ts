import { AuditEventRepository, ReadScope } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { OWNER_EMAIL, scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const PASSWORD = 'correct horse battery';

/** No provisioning client can take the owner's password sign-in away, and none of its writes is refused for it. */
describe.each(engines)('the owner, provisioned like everybody, on %s', (engine) => {
  let service: TestService;
  let client: TestClient;
  let id: string;

  beforeAll(async () => {
    service = await startTestService(engine);
  });

  afterAll(() => service.stop());

  beforeEach(async () => {
    client = await scimClient(service);
    ({ id } = (await client.get('/Users')).body.Resources[0]);
  });

  const signIn = () => ApiClient.signIn(service.url, { email: OWNER_EMAIL, password: PASSWORD, accountId: client.accountId });
  const merge = async (attributes: object) => client.put(`/Users/${id}`, { ...(await client.get(`/Users/${id}`)).body, ...attributes });
  const auditActions = async () => {
    const events = await service.app.get(AuditEventRepository, { strict: false }).listByAccount(service.app.get(ReadScope, { strict: false }), client.accountId, { limit: 100 });
    return events.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
  };

  it.each([
    ['deactivated', { active: false }],
    ['given another e-mail address', { userName: 'new@customer.example', emails: [{ value: 'new@customer.example', primary: true }] }],
    ['revoked the admin', { moovingon_ai_admin: false }],
  ])('%s: the write goes through, is shown, and session, password and rights go on', async (_, attributes) => {
    const session = await signIn();
    await merge({ moovingon_ai_admin: true });
    const before = await auditActions();
    const put = await merge(attributes);
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject(attributes);
    expect((await client.get(`/Users/${id}`)).body).toMatchObject(attributes);
    expect((await session.get(`/api/v1/accounts/${client.accountId}`)).body).toMatchObject({ id: client.accountId });
    expect((await (await signIn()).get('/api/v1/session')).body.user.role).toBe('owner');
    expect((await auditActions()).length).toBeGreaterThan(before.length);
  });

  it('deleted: 404 to SCIM and in no list, but signs in; a POST of the same person provisions it again', async () => {
    const session = await signIn();
    expect((await client.delete(`/Users/${id}`)).status).toBe(204);
    expect((await client.get(`/Users/${id}`)).status).toBe(404);
    expect((await client.get('/Users')).body).toMatchObject({ totalResults: 0, Resources: [] });
    expect((await client.get(`/Users?filter=${encodeURIComponent(`userName eq "${OWNER_EMAIL}"`)}`)).body.totalResults).toBe(0);
    expect((await client.put(`/Users/${id}`, { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: OWNER_EMAIL })).status).toBe(404);
    expect((await session.get('/api/v1/session')).status).toBe(200);
    await signIn();
    const again = await client.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: OWNER_EMAIL, emails: [{ value: OWNER_EMAIL, primary: true }], externalId: '00uOwner' });
    expect([again.status, again.body.userName, again.body.externalId]).toEqual([201, OWNER_EMAIL, '00uOwner']);
    expect((await client.get('/Users')).body).toMatchObject({ totalResults: 1, Resources: [again.body] });
    expect((await (await signIn()).get('/api/v1/session')).body.user.role).toBe('owner');
  });

  it('nobody becomes owner or staff by whatever a client sends', async () => {
    const sent = { owner: true, staff: true, role: 'owner', roles: [{ value: 'owner' }], 'urn:ietf:params:scim:schemas:core:2.0:User': { owner: true, staff: true }, passwordHash: 'x', signInEmail: 'x', accountId: 'x' };
    const { body } = await client.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grabber@customer.example', ...sent });
    await client.patch(`/Users/${body.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', value: sent }] });
    const { items } = (await (await signIn()).get(`/api/v1/accounts/${client.accountId}/users`)).body;
    expect(items.find((user: { id: string }) => user.id === body.id)).toMatchObject({ role: 'member' });
  });
});
