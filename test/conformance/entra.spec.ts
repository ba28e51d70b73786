import { randomUUID } from 'node:crypto';
import { engines } from '../support/databases.js';
import { type ScimAnswer, scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

describe.each(engines)('Microsoft Entra ID as the provisioning client, on %s', (engine) => {
  let service: TestService;
  let client: TestClient;

  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
  });

  afterAll(() => service.stop());

  const key = () => randomUUID().slice(0, 8);
  const create = async (more: Record<string, unknown> = {}): Promise<ScimAnswer['body']> => {
    const name = `entra.${key()}@contoso.example`;
    const answer = await client.post('/Users', {
      schemas: [USER, ENTERPRISE],
      externalId: key(),
      userName: name,
      active: true,
      emails: [{ primary: true, type: 'work', value: name }],
      meta: { resourceType: 'User' },
      name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
      roles: [],
      ...more,
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const patch = (path: string, ...Operations: object[]) => client.patch(path, { schemas: [PATCH_OP], Operations });
  const found = async (resource: string, filter: string, more = '') => {
    const answer = await client.get(`/${resource}?filter=${encodeURIComponent(filter)}${more}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  describe('look-ups', () => {
    it('a random user that does not exist: 200 and an empty list (Test connection)', async () => {
      expect(await found('Users', `userName eq "${randomUUID()}"`)).toMatchObject({ totalResults: 0, Resources: [] });
    });

    it.each(['userName', 'externalId', 'emails[type eq "work"].value'])('by %s', async (attribute) => {
      const user = await create();
      const value = attribute === 'userName' ? user.userName : attribute === 'externalId' ? user.externalId : user.emails[0].value;
      expect((await found('Users', `${attribute} eq "${value}"`)).Resources).toEqual([user]);
    });

    it('a group by displayName without its members', async () => {
      const user = await create();
      const displayName = `Group ${key()}`;
      const { body } = await client.post('/Groups', { schemas: [GROUP], externalId: key(), displayName, members: [{ value: user.id }] });
      const { Resources } = await found('Groups', `displayName eq "${displayName}"`, '&excludedAttributes=members');
      expect(Resources).toEqual([{ ...body, members: undefined }].map(({ members: _, ...rest }) => rest));
      expect((await client.get(`/Groups/${body.id}?excludedAttributes=members`)).body.members).toBeUndefined();
    });
  });

  describe('users', () => {
    it('updates with capital verbs and one operation per attribute', async () => {
      const user = await create();
      const answer = await patch(`/Users/${user.id}`, { op: 'Replace', path: 'emails[type eq "work"].value', value: `new.${user.userName}` }, { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ name: { familyName: 'updatedFamilyName', givenName: 'givenName' }, emails: [{ type: 'work', value: `new.${user.userName}` }], email: `new.${user.userName}` });
    });

    it('changes the userName, and finds by the new one alone', async () => {
      const user = await create();
      const userName = `renamed.${key()}@contoso.example`;
      expect((await patch(`/Users/${user.id}`, { op: 'Replace', path: 'userName', value: userName })).body.userName).toBe(userName);
      expect((await found('Users', `userName eq "${userName}"`)).totalResults).toBe(1);
      expect((await found('Users', `userName eq "${user.userName}"`)).totalResults).toBe(0);
    });

    it.each([false, 'False', 'false'])('disables by active %p', async (value) => {
      const user = await create();
      const answer = await patch(`/Users/${user.id}`, { op: 'Replace', path: 'active', value });
      expect([answer.status, answer.body.active]).toEqual([200, false]);
    });

    it('takes one operation without path, with dotted keys and keys with a URN', async () => {
      const user = await create();
      const answer = await patch(`/Users/${user.id}`, {
        op: 'Add',
        value: { displayName: 'Whole', 'name.givenName': 'Dotted', [`${ENTERPRISE}:employeeNumber`]: '123', 'emails[type eq "home"].value': `home.${user.userName}`, active: 'True' },
      });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ displayName: 'Whole', name: { givenName: 'Dotted' }, [ENTERPRISE]: { employeeNumber: '123' }, active: true });
      expect(answer.body.emails).toHaveLength(2);
    });

    it('creates the entry that a value path names where none matches', async () => {
      const user = await create({ phoneNumbers: [] });
      const answer = await patch(`/Users/${user.id}`, { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' }, { op: 'Replace', path: 'addresses[type eq "work"].locality', value: 'Redmond' });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ phoneNumbers: [{ type: 'mobile', value: '+1 555 0100' }], addresses: [{ type: 'work', locality: 'Redmond' }] });
    });

    it('sets the manager by a bare text, shows who it is, and removes it by an empty one', async () => {
      const [user, manager] = [await create(), await create({ displayName: 'The Manager' })];
      const set = await patch(`/Users/${user.id}`, { op: 'Add', path: `${ENTERPRISE}:manager`, value: manager.id });
      expect(set.body[ENTERPRISE].manager).toEqual({ value: manager.id, $ref: `${service.url}/api/scim/v2/Users/${manager.id}`, displayName: 'The Manager' });
      expect((await found('Users', `${ENTERPRISE}:manager.value eq "${manager.id}"`)).Resources.map(({ id }: { id: string }) => id)).toEqual([user.id]);
      const removed = await patch(`/Users/${user.id}`, { op: 'Replace', path: `${ENTERPRISE}:manager`, value: '' });
      expect(removed.body[ENTERPRISE]?.manager).toBeUndefined();
    });

    it('keeps a manager who is not there yet, and shows the name once he is', async () => {
      const user = await create({ [ENTERPRISE]: { manager: { value: 'not-provisioned-yet' } } });
      expect((await client.get(`/Users/${user.id}`)).body[ENTERPRISE].manager).toEqual({ value: 'not-provisioned-yet' });
    });

    it('takes a PATCH without operations for a change of nothing', async () => {
      const user = await create();
      const answer = await patch(`/Users/${user.id}`);
      expect([answer.status, answer.body]).toEqual([200, user]);
    });

    it('takes the attributes that the guide has added under the schema of the core, nested as in a POST and as a path', async () => {
      const user = await create({ [USER]: { firstPhone: '+972541234567', moovingon_ai_admin: 'True' } });
      expect(user).toMatchObject({ firstPhone: '+972541234567', moovingon_ai_admin: true });
      const answer = await patch(`/Users/${user.id}`, { op: 'Replace', path: `${USER}:secondPhone`, value: '+14155550123' }, { op: 'Replace', path: `${USER}:moovingon_ai_admin`, value: 'False' });
      expect(answer.body).toMatchObject({ firstPhone: '+972541234567', secondPhone: '+14155550123', moovingon_ai_admin: false });
    });

    it('deletes for good', async () => {
      const user = await create();
      expect((await client.delete(`/Users/${user.id}`)).status).toBe(204);
      expect((await client.get(`/Users/${user.id}`)).status).toBe(404);
      expect((await client.delete(`/Users/${user.id}`)).status).toBe(404);
      expect((await found('Users', `userName eq "${user.userName}"`)).totalResults).toBe(0);
    });
  });

  describe('groups', () => {
    const members = async (id: string) => ((await client.get(`/Groups/${id}`)).body.members as { value: string }[]).map(({ value }) => value).sort();

    it('adds and removes members in its forms, and answers 204', async () => {
      const [one, two] = [await create(), await create()];
      const { body: group, status } = await client.post('/Groups', { schemas: [GROUP, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'], externalId: key(), displayName: `G ${key()}`, meta: { resourceType: 'Group' } });
      expect(status).toBe(201);
      const path = `/Groups/${group.id}`;
      const added = await patch(path, { op: 'Add', path: 'members', value: [{ $ref: null, value: one.id }, { $ref: null, value: two.id }] });
      expect([added.status, added.text]).toEqual([204, '']);
      expect(await members(group.id)).toEqual([one.id, two.id].sort());
      expect((await patch(path, { op: 'Remove', path: 'members', value: [{ $ref: null, value: one.id }] })).status).toBe(204);
      expect(await members(group.id)).toEqual([two.id]);
      expect((await patch(path, { op: 'Remove', path: `members[value eq "${two.id}"]` })).status).toBe(204);
      expect(await members(group.id)).toEqual([]);
      expect((await patch(path, { op: 'Replace', path: 'displayName', value: `R ${group.id}` })).status).toBe(204);
      expect((await client.get(`${path}?excludedAttributes=members`)).body.displayName).toBe(`R ${group.id}`);
      expect((await client.delete(path)).status).toBe(204);
    });

    it('takes a PATCH without operations for a change of nothing', async () => {
      const { body: group } = await client.post('/Groups', { schemas: [GROUP], displayName: `E ${key()}` });
      expect((await patch(`/Groups/${group.id}`)).status).toBe(204);
      expect((await client.get(`/Groups/${group.id}`)).body).toEqual(group);
    });
  });

  describe('discovery', () => {
    it('answers application/scim+json, without a null anywhere', async () => {
      for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig', `/Schemas/${USER}`, `/Schemas/${ENTERPRISE}`, `/Schemas/${GROUP}`]) {
        const { status, headers, text } = await client.get(path);
        expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'application/scim+json']);
        expect(text).not.toMatch(/[:[,]null/);
      }
    });
  });

  it('holds a Bearer token, as Entra sends it', async () => {
    const answer = await client.get('/Users?count=1', { authorization: `Bearer ${client.token}` });
    expect(answer.status).toBe(200);
    expect((await client.get('/Users?count=1', { authorization: `Bearer ${client.token.slice(0, -1)}x` })).status).toBe(401);
  });
});
