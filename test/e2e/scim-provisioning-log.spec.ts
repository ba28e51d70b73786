import { randomUUID } from 'node:crypto';
import { ProvisioningRecordRepository, ReadScope } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { createTestDatabase, engines } from '../support/databases.js';
import { clientOf, OWNER_EMAIL, scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

interface LogRecord {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly reference: string;
  readonly resourceId: string | null;
  readonly detail: string | null;
  readonly changes: Record<string, unknown> | null;
}

/** Okta logs no bodies: what happened and why can be read here alone. */
describe.each(engines)('the provisioning log on %s', (engine) => {
  let service: TestService;
  let client: TestClient;
  let administrator: ApiClient;

  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
    administrator = await ApiClient.signIn(service.url, { email: OWNER_EMAIL, password: 'correct horse battery', accountId: client.accountId });
  });

  afterAll(() => service.stop());

  const records = async (): Promise<LogRecord[]> => (await administrator.get(`/api/v1/accounts/${client.accountId}/integrations/${client.integrationId}/provisioning-log?limit=200`)).body.items;
  const waitFor = async (matches: (record: LogRecord) => boolean): Promise<LogRecord> => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const found = (await records()).find(matches);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It was not recorded within two seconds');
  };

  it('has a change the moment it is answered, with what was before and after', async () => {
    const { body } = await client.post('/Users', { schemas: [USER], userName: `log-${randomUUID()}`, title: 'A', password: 'canary-in-the-log' });
    await client.put(`/Users/${body.id}`, { ...body, title: 'B', firstPhone: '+972541234567' });
    await client.delete(`/Users/${body.id}`);
    const own = (await records()).filter(({ resourceId }) => resourceId === body.id);
    expect(own.map(({ method, status }) => [method, status])).toEqual([['DELETE', 204], ['PUT', 200], ['POST', 201]]);
    expect(own[1]?.changes).toEqual({ title: { before: 'A', after: 'B' }, firstPhone: { before: null, after: '+972541234567' } });
    expect(own[2]?.changes).toMatchObject({ userName: { before: null, after: body.userName }, title: { before: null, after: 'A' } });
    expect(JSON.stringify(own)).not.toContain('canary-in-the-log');
  });

  it('has reads and refusals within a second, with the reference number that the client was shown', async () => {
    const filter = `userName eq "nobody-${randomUUID()}"`;
    const read = await client.get(`/Users?filter=${encodeURIComponent(filter)}`);
    const refused = await client.post('/Users', { schemas: [USER], userName: 'x', firstPhone: '054' });
    const unknown = await client.get('/Nowhere');
    for (const answer of [read, refused, unknown]) {
      const reference = answer.headers.get('x-request-id');
      expect(await waitFor((record) => record.reference === reference)).toMatchObject({ status: answer.status });
    }
    const record = await waitFor(({ reference }) => reference === refused.headers.get('x-request-id'));
    expect(record).toMatchObject({ method: 'POST', path: '/api/scim/v2/Users', status: 400, detail: expect.stringContaining('firstPhone') });
  });

  it('is in the order of the answers, though reads are written later than changes', async () => {
    const userName = `ordered-${randomUUID()}`;
    const lookUp = await client.get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`);
    const created = await client.post('/Users', { schemas: [USER], userName });
    const read = await client.get(`/Users/${created.body.id}`);
    const removed = await client.delete(`/Users/${created.body.id}`);
    const references = [removed, read, created, lookUp].map(({ headers }) => headers.get('x-request-id') as string);
    for (const reference of references) await waitFor((record) => record.reference === reference);
    expect((await records()).map(({ reference }) => reference).filter((reference) => references.includes(reference))).toEqual(references);
  });

  it('has wrong credentials of the integration, and none of a stranger', async () => {
    const wrong = await clientOf(service.url, client.username, 'scimpw_wrong').get('/Users');
    expect(await waitFor(({ reference }) => reference === wrong.headers.get('x-request-id'))).toMatchObject({ status: 401, detail: expect.any(String) });
    expect(JSON.stringify(await records())).not.toContain(client.password);
  });

  it('has every operation of a bulk, by itself', async () => {
    const bulk = await client.post('/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: { schemas: [USER], userName: `bulk-${randomUUID()}` } }, { method: 'DELETE', path: '/Users/nobody' }] });
    const reference = bulk.headers.get('x-request-id');
    await waitFor((record) => record.reference === reference && record.path === '/api/scim/v2/Bulk');
    const own = (await records()).filter((record) => record.reference === reference);
    expect(own.map(({ method, path, status }) => [method, path, status]).sort()).toEqual([['DELETE', '/api/scim/v2/Users/nobody', 404], ['POST', '/api/scim/v2/Bulk', 200], ['POST', '/api/scim/v2/Users', 201]].sort());
  });

  it('loses nothing when the service is shut down right after its answer', async () => {
    const database = await createTestDatabase(engine);
    const first = await startTestService(engine, {}, database);
    const { get, integrationId } = await scimClient(first);
    const reference = (await get('/Users')).headers.get('x-request-id');
    await first.stop();
    const second = await startTestService(engine, {}, database);
    const log = second.app.get(ProvisioningRecordRepository, { strict: false });
    const kept = await log.listByIntegration(second.app.get(ReadScope, { strict: false }), integrationId, { limit: 10 });
    expect(kept.map((record) => record.reference)).toEqual([reference]);
    await second.stop();
    await database.drop();
  });

  it('has no line of a change that was undone', async () => {
    const { body } = await client.post('/Users', { schemas: [USER], userName: `undone-${randomUUID()}` });
    const answer = await client.put(`/Users/${body.id}`, { ...body, title: 'X' }, { 'if-match': 'W/"9"' });
    const record = await waitFor(({ reference }) => reference === answer.headers.get('x-request-id'));
    expect([record.status, record.changes]).toEqual([412, null]);
  });
});
