import { engines } from '../support/databases.js';
import { scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

describe.each(engines)('smoke on %s', (engine) => {
  let service: TestService;
  let client: TestClient;
  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
  });
  afterAll(() => service.stop());
  it('works', async () => {
    const log = (a: any) => console.log(a.status, JSON.stringify(a.body, null, 1), Object.fromEntries(a.headers));
    log(await client.get('/Users?startIndex=1&count=2'));
    const made = await client.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'Ada@example.com', name: { givenName: 'Ada', familyName: 'L' }, emails: [{ value: 'ada@example.com', type: 'work', primary: true }], displayName: 'Ada', locale: 'en-US', externalId: '00u1', groups: [], password: 'x', active: true, firstPhone: '+972541234567', moovingon_ai_admin: 'true' });
    log(made);
    log(await client.get(`/Users?filter=${encodeURIComponent('userName eq "ada@EXAMPLE.com"')}`));
    const g = await client.post('/Groups', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'G', members: [{ value: made.body.id }, { value: 'nobody' }] });
    log(g);
    log(await client.put(`/Users/${made.body.id}`, { ...made.body, active: false, firstPhone: '123' }));
    log(await client.patch(`/Users/${made.body.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', value: { active: true } }] }));
    log(await client.patch(`/Groups/${g.body.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'remove', path: `members[value eq "${made.body.id}"]` }] }));
    log(await client.get('/Nothing'));
    log(await client.get('/ServiceProviderConfig'));
    log(await client.send('POST', '/Users', '{'));
    log(await client.delete(`/Users/${made.body.id}`));
    log(await client.get(`/Users/${made.body.id}`));
    log(await client.get('/Users', { authorization: 'non-token' }));
  });
});
