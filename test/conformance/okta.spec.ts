import { randomUUID } from 'node:crypto';
import { engines } from '../support/databases.js';
import { insertRows } from '../support/insert-rows.js';
import { type ScimAnswer, scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** The body of a create as Okta sends it: a placeholder for the password, no groups, its own id. */
function oktaUser(email: string, more: Record<string, unknown> = {}) {
  return {
    schemas: [USER],
    userName: email,
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: email, type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: `00u${randomUUID().slice(0, 17)}`,
    groups: [],
    password: 'a placeholder that Okta made',
    active: true,
    ...more,
  };
}

const anEmail = (name = 'person') => `${name}.${randomUUID().slice(0, 8)}@example.com`;
const filtered = (resource: string, filter: string) => `/${resource}?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`;

describe.each(engines)('Okta as the provisioning client, on %s', (engine) => {
  let service: TestService;
  let client: TestClient;

  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
  });

  afterAll(() => service.stop());

  const create = async (more: Record<string, unknown> = {}, email = anEmail()): Promise<ScimAnswer['body']> => {
    const answer = await client.post('/Users', oktaUser(email, more));
    expect(answer.status).toBe(201);
    return answer.body;
  };

  /** Reads, lays attributes over what it read, and sends everything back: that is a PUT of an app of the wizard. */
  const merge = async (path: string, attributes: Record<string, unknown>): Promise<ScimAnswer> => client.put(path, { ...(await client.get(path)).body, ...attributes });

  const find = async (filter: string): Promise<ScimAnswer['body'][]> => {
    const answer = await client.get(filtered('Users', filter));
    expect(answer.status).toBe(200);
    return answer.body.Resources;
  };

  const provisioningLog = async (resourceId: string) => {
    const { ProvisioningRecordRepository, ReadScope } = await import('@app/persistence');
    const records = await service.app.get(ProvisioningRecordRepository, { strict: false }).listByIntegration(service.app.get(ReadScope, { strict: false }), client.integrationId, { limit: 50 });
    return records.filter((record) => record.resourceId === resourceId);
  };

  describe('the suite that Okta runs against a SCIM API before anything else', () => {
    it('Test Users endpoint: an account with only its owner shows a complete user', async () => {
      const { body, status } = await (await scimClient(service)).get('/Users?count=1&startIndex=1');
      expect(status).toBe(200);
      expect(body).toMatchObject({ schemas: [LIST], itemsPerPage: 1, startIndex: 1, totalResults: 1 });
      expect(body.Resources[0]).toMatchObject({ id: expect.any(String), userName: expect.any(String), active: true, name: { familyName: 'Owner', givenName: 'Account' }, emails: [{ value: expect.stringContaining('@') }] });
    });

    it('Get Users/{{id}}: the same user by its id', async () => {
      const listed = (await client.get('/Users?count=1&startIndex=1')).body.Resources[0];
      expect((await client.get(`/Users/${listed.id}`)).body).toEqual(listed);
    });

    it('Test invalid User by username: nobody is 200 and an empty list', async () => {
      const { status, body } = await client.get(`/Users?filter=${encodeURIComponent('userName eq "nobody@example.com"')}`);
      expect(status).toBe(200);
      expect(body).toEqual({ schemas: [LIST], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] });
    });

    it('Test invalid User by ID: 404 with a SCIM error', async () => {
      const { status, body } = await client.get('/Users/00919288221112222');
      expect(status).toBe(404);
      expect(body).toMatchObject({ schemas: [ERROR], status: '404', detail: expect.stringContaining('00919288221112222') });
    });

    it('Create Okta user with realistic values, and verify that the user was created', async () => {
      const email = anEmail('Realistic.User');
      const created = await create({}, email);
      expect(created).toMatchObject({ schemas: [USER], id: expect.any(String), userName: email, name: { familyName: 'User', givenName: 'Test' }, active: true });
      expect((await client.get(`/Users/${created.id}`)).body).toEqual(created);
    });

    it('Expect failure when recreating user with same values: 409 uniqueness', async () => {
      const email = anEmail();
      await create({}, email);
      const again = await client.post('/Users', oktaUser(email));
      expect(again.status).toBe(409);
      expect(again.body).toMatchObject({ schemas: [ERROR], status: '409', scimType: 'uniqueness', detail: expect.stringContaining(email) });
    });

    it('Username Case Sensitivity Check: found in any case, shown in the case that was sent', async () => {
      const email = anEmail('MixedCase');
      await create({}, email);
      for (const spelling of [email.toUpperCase(), email.toLowerCase()]) expect((await find(`userName eq "${spelling}"`)).map(({ userName }) => userName)).toEqual([email]);
    });

    it('Verify Groups endpoint', async () => {
      const { status, body } = await client.get('/Groups');
      expect(status).toBe(200);
      expect(body).toMatchObject({ schemas: [LIST], Resources: expect.any(Array) });
    });

    it('Check status 401: credentials that are none', async () => {
      const { status, body, headers } = await client.get('/Users', { authorization: 'non-token' });
      expect(status).toBe(401);
      expect(body).toMatchObject({ schemas: [ERROR], status: '401', detail: expect.any(String) });
      expect(headers.get('www-authenticate')).toMatch(/^Basic realm=/);
      expect(headers.get('content-type')).toBe('application/scim+json');
    });
  });

  describe('look-ups, as with the unique identifier field "email"', () => {
    const email = anEmail('Lookup');
    let id: string;

    beforeAll(async () => {
      ({ id } = await create({ externalId: '00uLookup' }, email));
    });

    it.each([
      'userName eq "EMAIL"',
      'username Eq "EMAIL"',
      `${USER}:userName eq "EMAIL"`,
      'email eq "EMAIL"',
      'emails eq "EMAIL"',
      'emails.value eq "EMAIL"',
      'emails[type eq "work"].value eq "EMAIL"',
      'emails[type eq "work" and value eq "EMAIL"]',
      `${USER}:emails.value eq "EMAIL"`,
      'externalId eq "00uLookup"',
    ])('%s', async (filter) => {
      expect((await find(filter.replace('EMAIL', email.toUpperCase()))).map((user) => user.id)).toEqual([id]);
    });

    it('takes blanks as %20 and as +', async () => {
      for (const blank of ['%20', '+']) expect((await client.get(`/Users?filter=userName${blank}eq${blank}%22${email}%22&startIndex=1&count=100`)).body.totalResults).toBe(1);
    });

    it('does not find by the externalId of another integration', async () => {
      const other = await scimClient(service, client);
      expect((await other.get(filtered('Users', 'externalId eq "00uLookup"'))).body.totalResults).toBe(0);
      const seen = (await other.get(`/Users/${id}`)).body;
      expect(seen.externalId).toBeUndefined();
      await other.put(`/Users/${id}`, { ...seen, externalId: '00uOther' });
      expect((await client.get(`/Users/${id}`)).body.externalId).toBe('00uLookup');
    });
  });

  describe('users of an app made with the wizard: GET, merge, PUT', () => {
    it('C9290 creates the assigned user; the placeholder of the password is nowhere', async () => {
      const created = await create();
      expect(created.password).toBeUndefined();
      expect(JSON.stringify([created, await provisioningLog(created.id), service.logLines])).not.toContain('a placeholder that Okta made');
    });

    it('C9334 keeps every attribute that a user can have', async () => {
      const attributes = {
        nickName: 'N',
        profileUrl: 'https://people.example/n',
        title: 'Head of 中文',
        userType: 'Employee',
        preferredLanguage: 'en-US',
        timezone: 'Asia/Jerusalem',
        phoneNumbers: [{ value: '415.123.4567', type: 'work', primary: true }, { value: 'call me', type: 'mobile' }],
        addresses: [{ streetAddress: '1 Main St', locality: 'Haifa', postalCode: '31000', country: 'IL', type: 'work', primary: true }],
        roles: [{ value: 'Sales', primary: false }],
        entitlements: [{ value: 'crm' }],
        photos: [{ value: 'https://people.example/n.png', type: 'photo' }],
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: '7', costCenter: 'C', organization: 'O', division: 'D', department: 'Dep', manager: { value: 'unknown-manager' } },
        moovingon_ai_admin: true,
        firstPhone: '+972541234567',
        secondPhone: '+14155550123',
      };
      const created = await create({ ...attributes, name: { givenName: 'G', familyName: 'F', middleName: 'M', honorificPrefix: 'Dr.', honorificSuffix: 'III', formatted: 'Dr. G M F III' } });
      expect((await client.get(`/Users/${created.id}`)).body).toMatchObject(attributes);
      expect(created.name).toEqual({ givenName: 'G', familyName: 'F', middleName: 'M', honorificPrefix: 'Dr.', honorificSuffix: 'III', formatted: 'Dr. G M F III' });
    });

    it('C9335 links a user who was there before: look-up, GET, PUT, twice', async () => {
      const email = anEmail('Local');
      const [found] = [await create({ displayName: 'Local' }, email)];
      const looked = await find(`userName eq "${email}"`);
      expect(looked.map(({ id }) => id)).toEqual([found.id]);
      for (const round of [1, 2]) {
        const put = await merge(`/Users/${found.id}`, { externalId: '00uLinked', displayName: 'From Okta', title: `round ${round}` });
        expect(put.status).toBe(200);
        expect(put.body).toMatchObject({ id: found.id, externalId: '00uLinked', displayName: 'From Okta', title: `round ${round}` });
      }
    });

    it('C9336 refuses a second user with the e-mail of the first, and never takes over a person', async () => {
      const email = anEmail();
      const first = await create({}, email);
      const second = await client.post('/Users', oktaUser(anEmail(), { emails: [{ value: email.toUpperCase(), primary: true }] }));
      expect(second.status).toBe(409);
      const third = await client.post('/Users', oktaUser(email.toUpperCase(), { emails: [{ value: anEmail(), primary: true }] }));
      expect(third.status).toBe(409);
      expect((await client.get(`/Users/${first.id}`)).body).toEqual(first);
    });

    it('C9291 and C9310 updates what changed in the profile, and makes a new version of it', async () => {
      const created = await create();
      const put = await merge(`/Users/${created.id}`, { name: { ...created.name, givenName: 'Updated' }, title: 'New' });
      expect(put.status).toBe(200);
      expect(put.body).toMatchObject({ name: { givenName: 'Updated', familyName: 'User' }, title: 'New' });
      expect(put.body.meta.version).not.toBe(created.meta.version);
      expect(put.headers.get('etag')).toBe(put.body.meta.version);
    });

    it('never refuses its own GET as a PUT, and changes nothing by it', async () => {
      const created = await create({ firstPhone: '+972541234567', moovingon_ai_admin: true });
      const echo = await merge(`/Users/${created.id}`, {});
      expect(echo.status).toBe(200);
      expect(echo.body).toEqual(created);
    });

    it('ignores what is read-only or unknown in a PUT', async () => {
      const created = await create();
      const put = await merge(`/Users/${created.id}`, { id: 'another', meta: { version: 'W/"99"' }, groups: [{ value: 'x' }], email: 'other@example.com', unknown: { a: 1 }, 'urn:example:unknown': { x: 1 }, owner: true, staff: true, role: 'owner' });
      expect(put.status).toBe(200);
      expect(put.body).toEqual(created);
    });

    it('C9337 takes absent, empty and null for values that were cleared', async () => {
      const created = await create({ title: 'T', nickName: 'N', userType: 'U' });
      const { nickName: _, ...rest } = created;
      const put = await client.put(`/Users/${created.id}`, { ...rest, title: '', userType: null });
      expect(put.status).toBe(200);
      for (const name of ['title', 'nickName', 'userType']) expect(put.body[name]).toBeUndefined();
    });

    it('C9292 and C9294 deactivates by PUT with our own representation; the user stays readable and in lists', async () => {
      const email = anEmail();
      const created = await create({}, email);
      const put = await merge(`/Users/${created.id}`, { active: false });
      expect(put.status).toBe(200);
      expect(put.body.active).toBe(false);
      expect((await client.get(`/Users/${created.id}`)).body.active).toBe(false);
      expect(await find(`userName eq "${email}"`)).toHaveLength(1);
    });

    it('C9293 and C9300 activates again by PUT: the same id and the same attributes', async () => {
      const created = await create({ title: 'Kept' });
      await merge(`/Users/${created.id}`, { active: false });
      const put = await merge(`/Users/${created.id}`, { active: true });
      expect(put.body).toMatchObject({ id: created.id, active: true, title: 'Kept' });
    });

    it('C9301 and C9302 accepts a password on PUT and PATCH and forgets it', async () => {
      const created = await create();
      const put = await merge(`/Users/${created.id}`, { password: 'canary-password-1' });
      const patch = await client.patch(`/Users/${created.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { password: 'canary-password-2' } }] });
      expect([put.status, patch.status]).toEqual([200, 200]);
      expect(JSON.stringify([put.body, patch.body, await provisioningLog(created.id), service.logLines])).not.toContain('canary-password');
    });
  });

  describe('moovingon_ai_admin', () => {
    it('is kept where it is absent, revoked by false and by null, and always shown', async () => {
      const created = await create({ moovingon_ai_admin: true });
      const { moovingon_ai_admin: shown, ...without } = created;
      expect(shown).toBe(true);
      expect((await client.put(`/Users/${created.id}`, without)).body.moovingon_ai_admin).toBe(true);
      expect((await client.put(`/Users/${created.id}`, { ...without, moovingon_ai_admin: false })).body.moovingon_ai_admin).toBe(false);
      await client.put(`/Users/${created.id}`, { ...without, moovingon_ai_admin: 'True' });
      expect((await client.get(`/Users/${created.id}`)).body.moovingon_ai_admin).toBe(true);
      expect((await client.put(`/Users/${created.id}`, { ...without, moovingon_ai_admin: null })).body.moovingon_ai_admin).toBe(false);
    });
  });

  describe('firstPhone and secondPhone', () => {
    it.each(['0541234567', '+972 54 123 4567', '+972-54-1234567', '(972)541234567', '+999541234567', '+97254', 'call me'])('refuses %s in words that an administrator can act on, and changes nothing', async (phone) => {
      const created = await create({ firstPhone: '+972541234567' });
      for (const answer of [await merge(`/Users/${created.id}`, { firstPhone: phone, title: 'changed' }), await client.post('/Users', oktaUser(anEmail(), { firstPhone: phone }))]) {
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ schemas: [ERROR], status: '400', scimType: 'invalidValue' });
        expect(answer.body.detail).toMatch(/firstPhone.*\+972/s);
      }
      expect((await client.get(`/Users/${created.id}`)).body).toEqual(created);
    });

    it('is unset by an empty text and by null, and kept where it is absent', async () => {
      const created = await create({ firstPhone: '+972541234567', secondPhone: '+14155550123' });
      const { firstPhone: _1, secondPhone: _2, ...without } = created;
      expect((await client.put(`/Users/${created.id}`, without)).body).toMatchObject({ firstPhone: '+972541234567', secondPhone: '+14155550123' });
      const unset = (await client.put(`/Users/${created.id}`, { ...without, firstPhone: '', secondPhone: null })).body;
      expect([unset.firstPhone, unset.secondPhone]).toEqual([undefined, undefined]);
    });

    it('does not refuse the echo of a stored number that is invalid today', async () => {
      const id = randomUUID();
      const email = anEmail();
      await insertRows(service.database, {
        users: [{ id, account_id: client.accountId, user_name: email, user_name_folded: email, active: true, owner: false, admin: false, staff: false, first_phone: '054-OLD', hidden_from_scim: false, attributes: '{}', version: 1, created_at: 1, updated_at: 1 }],
        user_identifiers: [{ account_id: client.accountId, value: email, user_id: id }],
      });
      const put = await merge(`/Users/${id}`, { title: 'changed' });
      expect(put.status).toBe(200);
      expect(put.body).toMatchObject({ firstPhone: '054-OLD', title: 'changed' });
      expect((await merge(`/Users/${id}`, { firstPhone: '054-NEW' })).status).toBe(400);
    });
  });

  describe('a deactivation is never refused for another attribute', () => {
    it.each([
      ['an invalid phone', { firstPhone: 'not a phone' }],
      ['no userName', { userName: null }],
      ['emails of the wrong type', { emails: 7 }],
      ['a list where a text belongs', { title: ['x'] }],
      ['schemas of something else', { schemas: [GROUP] }],
    ])('with %s: it goes through, what is wrong stays as it was, and the log says so', async (_, wrong) => {
      const created = await create({ firstPhone: '+972541234567', title: 'T' });
      const put = await merge(`/Users/${created.id}`, { active: false, ...wrong });
      expect(put.status).toBe(200);
      const { meta: _m, ...expected } = created;
      expect(put.body).toMatchObject({ ...expected, active: false });
      const [record] = await provisioningLog(created.id);
      expect(record?.changes?.keptAsItWas).toEqual([expect.objectContaining({ detail: expect.any(String) })]);
    });

    it('with the e-mail of somebody else', async () => {
      const other = await create();
      const created = await create();
      const put = await merge(`/Users/${created.id}`, { active: false, userName: other.userName, emails: other.emails });
      expect(put.status).toBe(200);
      expect(put.body).toMatchObject({ active: false, userName: created.userName, emails: created.emails });
    });

    it('but is refused for what is wrong where it does not deactivate', async () => {
      const created = await create();
      expect((await merge(`/Users/${created.id}`, { title: ['x'] })).status).toBe(400);
    });
  });

  describe('import', () => {
    it('C9303 to C9305 walks all users by pages in a stable order, deactivated ones too', async () => {
      const importing = await scimClient(service);
      for (let position = 0; position < 12; position += 1) await importing.post('/Users', oktaUser(anEmail(`import-${position}`)));
      const seen: string[] = [];
      let total = 1;
      for (let startIndex = 1; startIndex <= total; startIndex += 5) {
        const { body } = await importing.get(`/Users?startIndex=${startIndex}&count=5`);
        expect(body).toMatchObject({ totalResults: 13, startIndex, itemsPerPage: body.Resources.length });
        total = body.totalResults;
        seen.push(...body.Resources.map(({ id }: { id: string }) => id));
        // Somebody changes meanwhile: a walk must lose nobody by it.
        await importing.patch(`/Users/${seen[0]}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { title: `t${startIndex}` } }] });
      }
      expect(new Set(seen).size).toBe(13);
    });

    it('C9338 imports groups in the same way', async () => {
      const importing = await scimClient(service);
      for (let position = 0; position < 3; position += 1) await importing.post('/Groups', { schemas: [GROUP], displayName: `G${position}`, members: [] });
      const { body } = await importing.get('/Groups?startIndex=1&count=100');
      expect(body).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 3 });
      expect(body.Resources.map(({ displayName }: { displayName: string }) => displayName)).toEqual(['G0', 'G1', 'G2']);
    });
  });

  describe('group push of an app made with the wizard', () => {
    const push = async (displayName: string, members: readonly string[]) => {
      const looked = await client.get(filtered('Groups', `displayName eq "${displayName}"`));
      expect(looked.body).toMatchObject({ totalResults: 0, Resources: [] });
      const made = await client.post('/Groups', { schemas: [GROUP], displayName, members: [] });
      expect(made.status).toBe(201);
      const put = await client.put(`/Groups/${made.body.id}`, { ...(await client.get(`/Groups/${made.body.id}`)).body, members: members.map((value) => ({ value, display: null })) });
      expect(put.status).toBe(200);
      return put.body;
    };
    const membersOf = async (id: string): Promise<string[]> => (await client.get(`/Groups/${id}`)).body.members.map(({ value }: { value: string }) => value);
    const aName = () => `Group ${randomUUID().slice(0, 8)}`;

    it('C9312, C9320 and C9332 creates a group with its members; users show it', async () => {
      const [ada, ben] = [await create(), await create()];
      const group = await push(aName(), [ada.id, ben.id]);
      expect(group.members.map(({ value }: { value: string }) => value).sort()).toEqual([ada.id, ben.id].sort());
      expect((await client.get(`/Users/${ada.id}`)).body.groups).toEqual([{ value: group.id, $ref: `${service.url}/api/scim/v2/Groups/${group.id}`, display: group.displayName, type: 'direct' }]);
    });

    it('C9317 pushes an empty group', async () => {
      expect((await push(aName(), [])).members).toEqual([]);
    });

    it('C9316 pushes again: a PUT that keeps its own name is no conflict with itself', async () => {
      const ada = await create();
      const group = await push(aName(), [ada.id]);
      expect((await merge(`/Groups/${group.id}`, {})).body).toEqual(group);
    });

    it('C9315 links a group that is there and renames it; C9330 links it without', async () => {
      const ada = await create();
      const group = await push(aName(), [ada.id]);
      const renamed = aName();
      expect((await merge(`/Groups/${group.id}`, { displayName: renamed })).body).toMatchObject({ id: group.id, displayName: renamed });
      expect(await membersOf(group.id)).toEqual([ada.id]);
      expect((await merge(`/Groups/${group.id}`, { displayName: renamed.toUpperCase() })).body.displayName).toBe(renamed.toUpperCase());
    });

    it('refuses the name of another group with 409', async () => {
      const [one, two] = [await push(aName(), []), await push(aName(), [])];
      const put = await merge(`/Groups/${two.id}`, { displayName: one.displayName.toUpperCase() });
      expect(put.status).toBe(409);
      expect(put.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
      expect((await client.post('/Groups', { schemas: [GROUP], displayName: one.displayName, members: [] })).status).toBe(409);
    });

    it('C9318 and C9327 deletes the group and no user', async () => {
      const ada = await create();
      const group = await push(aName(), [ada.id]);
      const gone = await client.delete(`/Groups/${group.id}`);
      expect([gone.status, gone.text]).toEqual([204, '']);
      expect((await client.get(`/Groups/${group.id}`)).status).toBe(404);
      expect((await client.get(`/Users/${ada.id}`)).body.groups).toBeUndefined();
    });

    it('C9333 removes members by PUT', async () => {
      const [ada, ben] = [await create(), await create()];
      const group = await push(aName(), [ada.id, ben.id]);
      await client.put(`/Groups/${group.id}`, { ...group, members: [{ value: ben.id, display: null }] });
      expect(await membersOf(group.id)).toEqual([ben.id]);
    });

    it('leaves out a member that no longer exists, shows the ones that are, and the log names it', async () => {
      const [ada, gone] = [await create(), await create()];
      await client.delete(`/Users/${gone.id}`);
      const group = await push(aName(), []);
      const put = await client.put(`/Groups/${group.id}`, { ...group, members: [{ value: ada.id }, { value: gone.id }] });
      expect(put.status).toBe(200);
      expect(put.body.members.map(({ value }: { value: string }) => value)).toEqual([ada.id]);
      const [record] = await provisioningLog(group.id);
      expect(record?.changes?.membersUnknown).toEqual([gone.id]);
    });

    it('takes members from another account for nobody', async () => {
      const stranger = (await (await scimClient(service)).post('/Users', oktaUser(anEmail()))).body;
      const group = await push(aName(), [stranger.id]);
      expect(group.members).toEqual([]);
    });
  });

  describe('an app of the catalogue: PATCH', () => {
    const patch = (path: string, ...operations: object[]) => client.patch(path, { schemas: [PATCH_OP], Operations: operations });

    it.each([
      ['without a path', { op: 'replace', value: { active: false } }],
      ['with a path', { op: 'replace', path: 'active', value: false }],
      ['as a text', { op: 'Replace', path: 'active', value: 'False' }],
    ])('deactivates %s, and activates again', async (_, operation) => {
      const created = await create();
      const answer = await patch(`/Users/${created.id}`, operation);
      expect(answer.status).toBe(200);
      expect(answer.body.active).toBe(false);
      expect((await patch(`/Users/${created.id}`, { op: 'replace', value: { active: true } })).body.active).toBe(true);
    });

    it('changes group memberships in every form that Okta sends, and answers 204', async () => {
      const [ada, ben, cyd] = [await create(), await create(), await create()];
      const { body: group } = await client.post('/Groups', { schemas: [GROUP], displayName: `P ${randomUUID()}`, members: [] });
      const path = `/Groups/${group.id}`;
      const members = async () => (await client.get(path)).body.members.map(({ value }: { value: string }) => value).sort();

      const added = await patch(path, { op: 'add', path: 'members', value: [{ value: ada.id, display: 'a@example.com' }, { value: ben.id }] });
      expect([added.status, added.text]).toEqual([204, '']);
      expect(await members()).toEqual([ada.id, ben.id].sort());
      expect((await patch(path, { op: 'remove', path: `members[value eq "${ada.id}"]` }, { op: 'add', path: 'members', value: [{ value: cyd.id }] })).status).toBe(204);
      expect(await members()).toEqual([ben.id, cyd.id].sort());
      expect((await patch(path, { op: 'replace', value: { id: group.id, displayName: `Q ${group.id}` } })).status).toBe(204);
      expect((await client.get(path)).body.displayName).toBe(`Q ${group.id}`);
      expect((await patch(path, { op: 'replace', path: 'members', value: [{ value: ada.id }] })).status).toBe(204);
      expect(await members()).toEqual([ada.id]);
      expect((await patch(path, { op: 'replace', path: 'members', value: [] })).status).toBe(204);
      expect(await members()).toEqual([]);
    });

    it('answers success for nothing that it did not carry out', async () => {
      const { body: group } = await client.post('/Groups', { schemas: [GROUP], displayName: `N ${randomUUID()}`, members: [] });
      expect((await patch(`/Groups/${group.id}`, { op: 'replace', path: 'nothing', value: 'x' })).body).toMatchObject({ status: '400', scimType: 'invalidPath' });
      expect((await patch('/Groups/unknown', { op: 'add', path: 'members', value: [] })).status).toBe(404);
    });
  });

  it('takes application/json for what it sends, as test suites do', async () => {
    expect((await client.post('/Users', oktaUser(anEmail()), { 'content-type': 'application/json' })).status).toBe(201);
  });

  it('holds a burst of 300 assignments from one address', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, (_, position) => client.post('/Users', oktaUser(anEmail(`burst-${position}`)))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  });
});
