import { randomUUID } from 'node:crypto';
import { engines } from '../support/databases.js';
import { clientOf, type ScimAnswer, scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const message = (name: string) => `urn:ietf:params:scim:api:messages:2.0:${name}`;

type Body = ScimAnswer['body'];
const idsOf = ({ Resources }: Body): string[] => Resources.map(({ id }: { id: string }) => id);
const namesOf = ({ Resources }: Body): string[] => Resources.map(({ userName }: { userName: string }) => userName);
const refusal = ({ status, body, headers }: ScimAnswer) => {
  expect(headers.get('content-type')).toBe('application/scim+json');
  expect(body).toMatchObject({ schemas: [message('Error')], status: String(status), detail: expect.any(String) });
  return [status, body.scimType];
};

describe.each(engines)('RFC 7644 on %s', (engine) => {
  let service: TestService;
  let client: TestClient;

  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
  });

  afterAll(() => service.stop());

  const key = () => randomUUID().slice(0, 8);
  const create = async (more: Record<string, unknown> = {}, by = client): Promise<Body> => {
    const userName = `user.${key()}@example.com`;
    const answer = await by.post('/Users', { schemas: [USER], userName, emails: [{ value: userName }], ...more });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const createGroup = async (members: readonly string[] = [], more: Record<string, unknown> = {}, by = client): Promise<Body> => {
    const answer = await by.post('/Groups', { schemas: [GROUP], displayName: `Group ${key()}`, members: members.map((value) => ({ value })), ...more });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const patch = (path: string, ...Operations: object[]) => client.patch(path, { schemas: [message('PatchOp')], Operations });
  const list = async (resource: string, parameters: Record<string, string | number>, by = client): Promise<ScimAnswer> => by.get(`/${resource}?${new URLSearchParams(Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]))}`);

  describe('§2 authentication', () => {
    it.each(['', 'Basic', 'Basic !!!', `Basic ${Buffer.from('nocolon').toString('base64')}`, `Basic ${Buffer.from(':x').toString('base64')}`, `Basic ${Buffer.from('a\0:x').toString('base64')}`, `Basic ${'A'.repeat(10_000)}`, 'Bearer', 'Bearer x y', 'Digest x'])('refuses "%.20s" with 401', async (authorization) => {
      const answer = await client.get('/Users', { authorization });
      expect(refusal(answer)[0]).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
    });

    it('refuses before it reads a body, whatever its size', async () => {
      const answer = await client.send('POST', '/Bulk', 'x'.repeat(17 * 1024 * 1024), { authorization: 'Basic eDp5' }).catch((error: Error) => error);
      // The connection may end before everything was sent; what is answered is 401.
      if (!(answer instanceof Error)) expect(answer.status).toBe(401);
    });

    it('answers repeated failures with 429 and Retry-After, and goes on serving the client that is known', async () => {
      const known = await scimClient(service);
      await known.get('/Users?count=1');
      const guessing = clientOf(service.url, known.username, 'scimpw_wrong');
      const answers: ScimAnswer[] = [];
      for (let attempt = 0; attempt < 12; attempt += 1) answers.push(await guessing.get('/Users'));
      expect(answers.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(401));
      expect(refusal(answers[11] as ScimAnswer)[0]).toBe(429);
      expect(answers[11]?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
      expect((await known.get('/Users?count=1')).status).toBe(200);
    });

    it('answers 403 where SCIM is switched off', async () => {
      const off = await scimClient(service, undefined, false);
      expect(refusal(await off.get('/Users'))[0]).toBe(403);
    });

    it('keeps accounts apart: ids, filters, counts and conflicts of one are nothing to another', async () => {
      const [other, user, group] = [await scimClient(service), await create(), await createGroup()];
      expect([(await other.get(`/Users/${user.id}`)).status, (await other.get(`/Groups/${group.id}`)).status]).toEqual([404, 404]);
      expect((await other.put(`/Users/${user.id}`, user)).status).toBe(404);
      expect((await other.delete(`/Groups/${group.id}`)).status).toBe(404);
      for (const filter of [`id eq "${user.id}"`, `userName eq "${user.userName}"`, `emails.value eq "${user.userName}"`]) expect((await list('Users', { filter }, other)).body.totalResults).toBe(0);
      expect((await other.get('/Users')).body.totalResults).toBe(1);
      expect((await other.post('/Users', { schemas: [USER], userName: user.userName })).status).toBe(201);
    });
  });

  describe('§3.1 media types, and what is no request', () => {
    it('answers 415 for a body of another type', async () => {
      expect(refusal(await client.send('POST', '/Users', '<user/>', { 'content-type': 'application/xml' }))[0]).toBe(415);
    });

    it.each(['{', '', '[]', '"x"', '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a","__proto__":{"x":1}}', `${'['.repeat(70)}${']'.repeat(70)}`])('answers 400 invalidSyntax for the body %s', async (body) => {
      expect(refusal(await client.send('POST', '/Users', body))).toEqual([400, 'invalidSyntax']);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    });

    it('answers 413 for a user of more than a megabyte, and takes a group of that size', async () => {
      expect(refusal(await client.post('/Users', { schemas: [USER], userName: 'big', nickName: 'x'.repeat(1_100_000) }))[0]).toBe(413);
      expect((await client.post('/Groups', { schemas: [GROUP], displayName: `Big ${key()}`, unknown: 'x'.repeat(1_100_000) })).status).toBe(201);
    });

    it('answers 404 for an address that does not exist, and 405 with Allow for a method that one does not have', async () => {
      expect(refusal(await client.get('/Unknown'))[0]).toBe(404);
      expect(refusal(await client.get('/Users/a/b'))[0]).toBe(404);
      const answer = await client.send('DELETE', '/Users');
      expect(refusal(answer)[0]).toBe(405);
      expect(answer.headers.get('allow')).toContain('POST');
    });

    it('refuses texts that no database can keep', async () => {
      expect(refusal(await client.post('/Users', { schemas: [USER], userName: 'a\0b' }))).toEqual([400, 'invalidValue']);
      expect(refusal(await client.send('POST', '/Users', `{"schemas":["${USER}"],"userName":"\\ud800"}`))).toEqual([400, 'invalidValue']);
    });
  });

  describe('§3.3 creating resources', () => {
    it('answers 201 with Location, ETag, meta and everything that was sent', async () => {
      const userName = `Made.${key()}@example.com`;
      const answer = await client.post('/Users', { schemas: [USER], userName, externalId: key(), name: { familyName: 'F' } });
      expect(answer.status).toBe(201);
      const location = `${service.url}/api/scim/v2/Users/${answer.body.id}`;
      expect(answer.headers.get('location')).toBe(location);
      expect(answer.headers.get('etag')).toBe(answer.body.meta.version);
      expect(answer.body).toMatchObject({ schemas: [USER], userName, active: true, name: { familyName: 'F' }, meta: { resourceType: 'User', location, created: answer.body.meta.lastModified } });
    });

    it('makes addresses of PUBLIC_URL and never of the Host header', async () => {
      const answer = await client.post('/Users', { schemas: [USER], userName: key() }, { 'x-forwarded-host': 'evil.example', host: 'evil.example' });
      expect(answer.text).not.toContain('evil.example');
    });

    it.each([
      [{ schemas: [USER] }, 'invalidValue'],
      [{ schemas: [USER], userName: '  ' }, 'invalidValue'],
      [{ schemas: [USER], userName: 7 }, 'invalidValue'],
      [{ schemas: [USER], userName: 'a', active: 'maybe' }, 'invalidValue'],
      [{ schemas: [GROUP], userName: 'a' }, 'invalidSyntax'],
      [{ schemas: [USER], userName: 'a', emails: [{ value: 'x', primary: true }, { value: 'y', primary: true }] }, 'invalidValue'],
    ])('refuses %j with %s', async (body, scimType) => {
      expect(refusal(await client.post('/Users', body))).toEqual([400, scimType]);
    });

    it('12 POSTs of one person at once: one 201 and eleven 409', async () => {
      const userName = `race.${key()}@example.com`;
      const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => client.post('/Users', { schemas: [USER], userName: at % 2 ? userName : userName.toUpperCase(), emails: [{ value: userName }] })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(11).fill(409)]);
      expect((await list('Users', { filter: `userName eq "${userName}"` })).body.totalResults).toBe(1);
    });

    it('12 POSTs of one group at once: one 201 and eleven 409', async () => {
      const displayName = `Race ${key()}`;
      const answers = await Promise.all(Array.from({ length: 12 }, () => client.post('/Groups', { schemas: [GROUP], displayName })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(11).fill(409)]);
    });
  });

  describe('§3.4.1 reading one resource', () => {
    it('answers 404 for every id that cannot exist', async () => {
      for (const id of ['x', '0', randomUUID(), 'a'.repeat(900), '%F0%9F%98%80', '..%2F', "'%20OR%201=1"]) expect([id, refusal(await client.get(`/Users/${id}`))[0]]).toEqual([id, 404]);
    });
  });

  describe('§3.4.2.2 filtering', () => {
    let by: TestClient;

    beforeAll(async () => {
      by = await scimClient(service);
      await create({ userName: 'bjensen', name: { familyName: "O'Malley", givenName: 'Babs' }, title: 'Tour Guide', userType: 'Employee', emails: [{ type: 'work', value: 'bjensen@example.com', primary: true }, { type: 'home', value: 'babs@example.org' }] }, by);
      await create({ userName: 'JSmith', name: { familyName: 'Smith', givenName: 'Jörg' }, userType: 'Intern', emails: [{ type: 'work', value: 'smith@example.org' }], active: false, [ENTERPRISE]: { department: '100%', employeeNumber: '701984' } }, by);
      await create({ userName: 'anna_k', displayName: 'ÄNNA', emails: [], moovingon_ai_admin: true, ims: [{ type: 'xmpp', value: 'foobar@xmpp.example' }] }, by);
    });

    it.each([
      ['userName eq "BJENSEN"', ['bjensen']],
      [`${USER}:userName sw "J"`, ['JSmith']],
      ["name.familyName co \"O'Malley\"", ['bjensen']],
      ['title pr', ['bjensen']],
      ['title pr and userType eq "Employee"', ['bjensen']],
      ['title pr or userType eq "Intern"', ['bjensen', 'JSmith']],
      ['not (title pr)', ['owner@customer.example', 'JSmith', 'anna_k']],
      ['userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")', ['bjensen']],
      ['userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")', ['owner@customer.example', 'anna_k']],
      ['userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', ['bjensen']],
      ['emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@xmpp"]', ['bjensen', 'anna_k']],
      ['emails[type eq "home"].value ew ".org"', ['bjensen']],
      ['emails[type eq "work" and primary eq false]', []],
      ['active eq false', ['JSmith']],
      ['active eq "False"', ['JSmith']],
      ['moovingon_ai_admin eq true', ['anna_k']],
      ['displayName eq "änna"', ['anna_k']],
      ['userName co "_"', ['anna_k']],
      [`${ENTERPRISE}:department co "%"`, ['JSmith']],
      [`${ENTERPRISE}:employeeNumber ge "7"`, ['JSmith']],
      ['userName gt "b" and userName lt "c"', ['bjensen']],
      ['title eq null and displayName ne null', ['anna_k']],
      ['name.givenName eq "jo\\u0308rg"', ['JSmith']],
      ['meta.resourceType eq "User" and meta.version eq "W/\\"1\\"" and title pr', ['bjensen']],
      ['meta.created gt "2020-01-01T00:00:00Z" and meta.lastModified ge "2020-01-01T00:00:00+02:00" and title pr', ['bjensen']],
      ['meta.created lt "2020-01-01T00:00:00Z"', []],
      ['schemas eq "URN:ietf:params:scim:schemas:extension:enterprise:2.0:User"', ['JSmith']],
    ])('%s', async (filter, expected) => {
      const { status, body } = await list('Users', { filter }, by);
      expect(status).toBe(200);
      expect(namesOf(body)).toEqual(expected);
      expect(body.totalResults).toBe(expected.length);
    });

    it.each(['userName', 'userName eq', 'userName eq bjensen', 'userName zz "x"', '(userName pr', 'userName eq "a" and', 'unknown eq "x"', 'active gt true', 'password eq "x"', 'userName eq "a\\u0000"', 'meta.created gt "yesterday"', 'name eq "x"', `${'('.repeat(40)}userName pr${')'.repeat(40)}`, `userName eq "${'x'.repeat(4_100)}"`, Array(201).fill('title pr').join(' or ')])('refuses %.60s with invalidFilter, its position, and what was expected', async (filter) => {
      const answer = await list('Users', { filter }, by);
      expect(refusal(answer)).toEqual([400, 'invalidFilter']);
      expect(answer.body.detail).toMatch(/expected/);
    });

    it('filters by groups, direct and indirect', async () => {
      const [ada, ben] = [await create(), await create()];
      const inner = await createGroup([ben.id]);
      const outer = await createGroup([ada.id, inner.id]);
      expect(idsOf((await list('Users', { filter: `groups.value eq "${outer.id}"` })).body)).toEqual([ada.id, ben.id]);
      expect(idsOf((await list('Users', { filter: `groups[value eq "${outer.id}" and type eq "direct"]` })).body)).toEqual([ada.id]);
      expect(idsOf((await list('Groups', { filter: `members.value eq "${ben.id}"` })).body)).toEqual([inner.id]);
      expect(idsOf((await list('Groups', { filter: `members[type eq "Group" and display eq "${inner.displayName}"]` })).body)).toEqual([outer.id]);
    });
  });

  describe('§3.4.2.3 sorting', () => {
    it('sorts by any attribute, without regard to case, what has none last', async () => {
      const by = await scimClient(service);
      for (const [userName, title] of [['c', 'b'], ['B', undefined], ['a', 'A']] as const) await create({ userName, emails: [], ...(title && { title }) }, by);
      expect(namesOf((await list('Users', { sortBy: 'userName' }, by)).body)).toEqual(['a', 'B', 'c', 'owner@customer.example']);
      expect(namesOf((await list('Users', { sortBy: 'userName', sortOrder: 'descending' }, by)).body)).toEqual(['owner@customer.example', 'c', 'B', 'a']);
      expect(namesOf((await list('Users', { sortBy: 'title', filter: 'emails.value ne "owner@customer.example"' }, by)).body)).toEqual(['a', 'c', 'B']);
      expect(refusal(await list('Users', { sortBy: 'nothing' }, by))).toEqual([400, 'invalidValue']);
      expect(refusal(await list('Users', { sortBy: 'userName', sortOrder: 'sideways' }, by))).toEqual([400, 'invalidValue']);
    });
  });

  describe('§3.4.2.4 pagination', () => {
    let by: TestClient;

    beforeAll(async () => {
      by = await scimClient(service);
      for (let position = 0; position < 6; position += 1) await create({}, by);
    });

    it.each([
      [{}, 1, 7],
      [{ count: 0 }, 1, 0],
      [{ count: -3 }, 1, 0],
      [{ startIndex: 0, count: 2 }, 1, 2],
      [{ startIndex: -5, count: 2 }, 1, 2],
      [{ startIndex: 6, count: 5 }, 6, 2],
      [{ startIndex: 8 }, 8, 0],
      [{ startIndex: 1_000_000_000_000 }, 1_000_000_000_000, 0],
      [{ startIndex: 2, count: 3, filter: 'userName pr' }, 2, 3],
      [{ startIndex: 9, count: 3, filter: 'userName pr' }, 9, 0],
    ])('%j', async (parameters, startIndex, itemsPerPage) => {
      const { body } = await list('Users', parameters as Record<string, number>, by);
      expect(body).toMatchObject({ schemas: [message('ListResponse')], totalResults: 7, startIndex, itemsPerPage });
      expect(body.Resources).toHaveLength(itemsPerPage);
    });

    it('gives the greatest page instead of a million', async () => {
      expect((await list('Users', { count: 1_000_000 }, by)).body.itemsPerPage).toBe(7);
    });

    it.each([{ count: 'x' }, { startIndex: '1.5' }])('refuses %j with invalidValue', async (parameters) => {
      expect(refusal(await list('Users', parameters as unknown as Record<string, string>, by))).toEqual([400, 'invalidValue']);
    });

    it('refuses a parameter that is given twice', async () => {
      expect(refusal(await by.get('/Users?count=1&count=2'))).toEqual([400, 'invalidValue']);
    });
  });

  describe('RFC 9865 cursors', () => {
    let by: TestClient;

    beforeAll(async () => {
      by = await scimClient(service);
      for (const title of ['d', 'b', undefined, 'a', 'c', undefined]) await create({ ...(title && { title }) }, by);
    });

    const walk = async (parameters: Record<string, string>, between?: () => Promise<unknown>) => {
      const seen: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const { status, body }: ScimAnswer = await list('Users', { ...parameters, count: 2, cursor }, by);
        expect(status).toBe(200);
        expect(body.startIndex).toBeUndefined();
        seen.push(...idsOf(body));
        cursor = body.nextCursor;
        if (cursor) expect(cursor).toMatch(/^[\w.~-]+$/);
        await between?.();
      }
      return seen;
    };

    it.each([{}, { sortBy: 'title' }, { sortBy: 'title', sortOrder: 'descending' }, { filter: 'title pr' }, { filter: 'userName pr', sortBy: 'meta.created', sortOrder: 'descending' }, { sortBy: 'active' }] as Record<string, string>[])('walks the same list as an index does: %j', async (parameters) => {
      expect(await walk(parameters)).toEqual(idsOf((await list('Users', parameters, by)).body));
    });

    it('loses nobody and shows nobody twice while others come and go', async () => {
      const before = idsOf((await by.get('/Users')).body);
      let passing = 0;
      const seen = await walk({}, async () => {
        const { id } = await create({}, by);
        if ((passing += 1) > 3) await by.delete(`/Users/${id}`);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => before.includes(id))).toEqual(before);
    });

    it('refuses a cursor of another query, of another integration, and a made-up one with invalidCursor', async () => {
      const { nextCursor: cursor } = (await list('Users', { cursor: '', count: 2 }, by)).body;
      const other = await scimClient(service, by);
      for (const answer of [await list('Users', { cursor, filter: 'title pr' }, by), await list('Users', { cursor, sortBy: 'title' }, by), await list('Groups', { cursor }, by), await list('Users', { cursor }, other), await list('Users', { cursor: `${cursor.slice(0, -2)}xx` }, by), await list('Users', { cursor: 'x' }, by)])
        expect(refusal(answer)).toEqual([400, 'invalidCursor']);
      expect(refusal(await list('Users', { cursor, count: 'x' }, by))).toEqual([400, 'invalidCount']);
    });

    it('is advertised, with the index as the default', async () => {
      expect((await by.get('/ServiceProviderConfig')).body.pagination).toEqual({ cursor: true, index: true, defaultPaginationMethod: 'index', defaultPageSize: 100, maxPageSize: 1_000, cursorTimeout: 3_600 });
    });
  });

  describe('§3.4.3 and §3.4.2.1 POST .search', () => {
    const search = (path: string, parameters: object) => client.post(`${path}/.search`, { schemas: [message('SearchRequest')], ...parameters });

    it('does on each endpoint what the query of a GET does', async () => {
      const user = await create({ title: 'searched' });
      const parameters = { filter: `userName eq "${user.userName}"`, attributes: ['userName', 'title'], startIndex: 1, count: 10 };
      const answer = await search('/Users', parameters);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual((await list('Users', { ...parameters, attributes: 'userName,title' })).body);
      const group = await createGroup();
      expect((await search('/Groups', { filter: `displayName eq "${group.displayName}"` })).body.Resources).toEqual([group]);
    });

    it('searches users and groups together at the root; what a type does not have matches nothing there', async () => {
      const name = `Both ${key()}`;
      const [user, group] = [await create({ displayName: name }), await createGroup([], { displayName: name })];
      expect((await search('', { filter: `displayName eq "${name}"` })).body).toMatchObject({ totalResults: 2, Resources: [{ id: user.id }, { id: group.id }] });
      expect((await search('', { filter: `userName eq "${user.userName}"` })).body).toMatchObject({ totalResults: 1, Resources: [user] });
      expect((await search('', { filter: 'nothing.here eq "x"' })).body).toMatchObject({ totalResults: 0, Resources: [] });
      expect((await search('', { filter: 'meta.resourceType eq "Group"', count: 0 })).body.totalResults).toBe((await client.get('/Groups?count=0')).body.totalResults);
      expect((await search('', { filter: `displayName eq "${name}"`, sortBy: 'meta.created', sortOrder: 'descending', count: 1 })).body).toMatchObject({ totalResults: 2, itemsPerPage: 1, Resources: [{ id: group.id }] });
    });

    it('walks everything at the root by index and by cursor alike', async () => {
      const by = await scimClient(service);
      for (const name of ['x', 'a', 'm']) {
        await create({ displayName: name }, by);
        await createGroup([], { displayName: name }, by);
      }
      for (const order of [{}, { sortBy: 'displayName' }, { sortBy: 'displayName', sortOrder: 'descending' }, { sortBy: 'userName' }]) {
        const whole = idsOf((await by.post('/.search', { schemas: [message('SearchRequest')], ...order })).body);
        expect(whole).toHaveLength(7);
        const seen: string[] = [];
        for (let cursor: string | undefined = ''; cursor !== undefined; ) {
          const { body }: ScimAnswer = await by.post('/.search', { schemas: [message('SearchRequest')], ...order, cursor, count: 2 });
          seen.push(...idsOf(body));
          cursor = body.nextCursor;
        }
        expect([order, seen]).toEqual([order, whole]);
      }
    });

    it('refuses a body that is no search', async () => {
      expect(refusal(await client.post('/Users/.search', { filter: 'userName pr' }))).toEqual([400, 'invalidSyntax']);
      expect(refusal(await search('/Users', { filter: 'nothing pr' }))).toEqual([400, 'invalidFilter']);
    });
  });

  describe('§3.5.1 PUT', () => {
    it('replaces what it does not name, except for what is kept by the rules of this service', async () => {
      const user = await create({ title: 'T', name: { givenName: 'G' }, phoneNumbers: [{ value: '1' }], [ENTERPRISE]: { department: 'D' }, externalId: 'x' });
      const put = await client.put(`/Users/${user.id}`, { schemas: [USER], userName: user.userName });
      expect(put.status).toBe(200);
      for (const name of ['title', 'name', 'phoneNumbers', ENTERPRISE, 'externalId', 'emails']) expect([name, put.body[name]]).toEqual([name, undefined]);
      expect(put.body.active).toBe(true);
    });

    it('answers 404 for nobody, 409 for a name that another has, and changes nothing by a refusal', async () => {
      const [one, two] = [await create(), await create({ title: 'T' })];
      expect(refusal(await client.put('/Users/nobody', { schemas: [USER], userName: 'x' }))[0]).toBe(404);
      expect(refusal(await client.put(`/Users/${two.id}`, { ...two, userName: one.userName, title: 'X' }))).toEqual([409, 'uniqueness']);
      expect((await client.get(`/Users/${two.id}`)).body).toEqual(two);
    });
  });

  describe('§3.5.2 PATCH', () => {
    it('is all or nothing', async () => {
      const user = await create({ title: 'T' });
      expect(refusal(await patch(`/Users/${user.id}`, { op: 'replace', path: 'title', value: 'X' }, { op: 'replace', path: 'nothing', value: 'X' }))).toEqual([400, 'invalidPath']);
      expect((await client.get(`/Users/${user.id}`)).body).toEqual(user);
    });

    it.each([
      [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
      [{ op: 'replace', path: 'meta.created', value: '2020-01-01T00:00:00Z' }, 'mutability'],
      [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }, 'mutability'],
      [{ op: 'remove', path: 'userName' }, 'mutability'],
      [{ op: 'remove' }, 'noTarget'],
      [{ op: 'replace', path: 'emails[type eq "none"]', value: { value: 'x' } }, 'noTarget'],
      [{ op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[unknown eq "x"].value', value: 'x' }, 'invalidFilter'],
      [{ op: 'replace', path: '__proto__.polluted', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
      [{ op: 'replace', path: 'firstPhone', value: '0541234567' }, 'invalidValue'],
      [{ op: 'dance', path: 'title', value: 'x' }, 'invalidSyntax'],
    ])('refuses %j with %s', async (operation, scimType) => {
      const user = await create();
      expect(refusal(await patch(`/Users/${user.id}`, operation))).toEqual([400, scimType]);
      expect((await client.get(`/Users/${user.id}`)).body).toEqual(user);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });

    it('keeps one primary value', async () => {
      const user = await create();
      const { body } = await patch(`/Users/${user.id}`, { op: 'add', path: 'emails', value: [{ value: `p.${user.userName}`, primary: true }] });
      expect(body.emails.filter(({ primary }: { primary?: boolean }) => primary)).toEqual([{ value: `p.${user.userName}`, primary: true }]);
      expect(body.email).toBe(`p.${user.userName}`);
    });

    it('PUT and PATCH of the same user at once do not mix halves', async () => {
      const user = await create();
      const [a, b] = ['A', 'B'].map((half) => ({ title: half, nickName: half, name: { givenName: half, familyName: half }, phoneNumbers: [{ value: half }] }));
      await Promise.all(
        Array.from({ length: 12 }, (_, round) =>
          round % 2 ? client.put(`/Users/${user.id}`, { ...user, ...a }) : patch(`/Users/${user.id}`, { op: 'replace', value: b }),
        ),
      );
      const { body } = await client.get(`/Users/${user.id}`);
      const half = body.title;
      expect(body).toMatchObject({ title: half, nickName: half, name: { givenName: half, familyName: half }, phoneNumbers: [{ value: half }] });
    });

    it('of a group loses nothing when several come at once', async () => {
      const group = await createGroup();
      const users = await Promise.all(Array.from({ length: 24 }, () => create()));
      const answers = await Promise.all(users.map(({ id }) => patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: id }] })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
      expect((await client.get(`/Groups/${group.id}`)).body.members).toHaveLength(24);
      await Promise.all(users.slice(0, 12).map(({ id }) => patch(`/Groups/${group.id}`, { op: 'remove', path: `members[value eq "${id}"]` })));
      expect((await client.get(`/Groups/${group.id}`)).body.members.map(({ value }: { value: string }) => value).sort()).toEqual(users.slice(12).map(({ id }) => id).sort());
    });

    it('removes the members that a filter names', async () => {
      const [ada, ben] = [await create({ displayName: 'Ada' }), await create({ displayName: 'Ben' })];
      const group = await createGroup([ada.id, ben.id]);
      expect((await patch(`/Groups/${group.id}`, { op: 'remove', path: 'members[display sw "A"]' })).status).toBe(204);
      expect((await client.get(`/Groups/${group.id}`)).body.members.map(({ value }: { value: string }) => value)).toEqual([ben.id]);
    });

    it('DELETE and PATCH at once end in one of both', async () => {
      const user = await create();
      const [gone, changed] = await Promise.all([client.delete(`/Users/${user.id}`), patch(`/Users/${user.id}`, { op: 'replace', path: 'title', value: 'x' })]);
      expect([gone.status, [200, 404].includes(changed.status)]).toEqual([204, true]);
      expect((await client.get(`/Users/${user.id}`)).status).toBe(404);
    });
  });

  describe('groups', () => {
    it('users show direct and indirect memberships, and circles end', async () => {
      const ada = await create();
      const inner = await createGroup([ada.id]);
      const outer = await createGroup([inner.id]);
      await patch(`/Groups/${inner.id}`, { op: 'add', path: 'members', value: [{ value: outer.id }] });
      const { groups } = (await client.get(`/Users/${ada.id}`)).body;
      expect(groups.map(({ value, type }: { value: string; type: string }) => [value, type])).toEqual([[inner.id, 'direct'], [outer.id, 'indirect']]);
      expect((await list('Users', { filter: `id eq "${ada.id}"` })).body.Resources[0].groups).toEqual(groups);
      expect((await client.get(`/Groups/${outer.id}`)).body.members).toEqual([{ value: inner.id, $ref: inner.meta.location, display: inner.displayName, type: 'Group' }]);
    });

    it('a member that is deleted is a member no more, and the group has a new version', async () => {
      const ada = await create();
      const group = await createGroup([ada.id]);
      await client.delete(`/Users/${ada.id}`);
      const after = (await client.get(`/Groups/${group.id}`)).body;
      expect(after.members).toEqual([]);
      expect(after.meta.version).not.toBe(group.meta.version);
    });
  });

  describe('§3.6 DELETE', () => {
    it('answers 204 without a body; afterwards there is nobody', async () => {
      const user = await create();
      const answer = await client.delete(`/Users/${user.id}`);
      expect([answer.status, answer.text]).toEqual([204, '']);
      expect((await client.get(`/Users/${user.id}`)).status).toBe(404);
      expect((await client.post('/Users', { schemas: [USER], userName: user.userName })).status).toBe(201);
    });

    it('takes a content type without a body', async () => {
      const user = await create();
      expect((await client.send('DELETE', `/Users/${user.id}`, undefined, { 'content-type': 'application/scim+json' })).status).toBe(204);
    });
  });

  describe('§3.7 bulk', () => {
    const bulk = (Operations: object[], more: object = {}) => client.post('/Bulk', { schemas: [message('BulkRequest')], Operations, ...more });

    it('carries operations out and answers each', async () => {
      const [changed, gone] = [await create(), await create()];
      const { status, body } = await bulk([
        { method: 'POST', path: '/Users', bulkId: 'a', data: { schemas: [USER], userName: `bulk.${key()}` } },
        { method: 'put', path: `/Users/${changed.id}`, version: changed.meta.version, data: { ...changed, title: 'by bulk' } },
        { method: 'PATCH', path: `/Users/${changed.id}`, data: { schemas: [message('PatchOp')], Operations: [{ op: 'add', path: 'nickName', value: 'N' }] } },
        { method: 'DELETE', path: `/Users/${gone.id}` },
        { method: 'DELETE', path: '/Users/nobody' },
      ]);
      expect(status).toBe(200);
      expect(body.schemas).toEqual([message('BulkResponse')]);
      expect(body.Operations.map(({ status: one }: { status: string }) => one)).toEqual(['201', '200', '200', '204', '404']);
      expect(body.Operations[0]).toMatchObject({ bulkId: 'a', method: 'POST', location: expect.stringContaining('/api/scim/v2/Users/'), version: 'W/"1"' });
      expect(body.Operations[4].response).toMatchObject({ schemas: [message('Error')], status: '404' });
      expect((await client.get(`/Users/${changed.id}`)).body).toMatchObject({ title: 'by bulk', nickName: 'N' });
    });

    it('resolves references in any order, and circular ones', async () => {
      const { body } = await bulk([
        { method: 'POST', path: '/Groups', bulkId: 'g', data: { schemas: [GROUP], displayName: `Bulk ${key()}`, members: [{ value: 'bulkId:u' }, { value: 'bulkId:h' }] } },
        { method: 'POST', path: '/Groups', bulkId: 'h', data: { schemas: [GROUP], displayName: `Bulk ${key()}`, members: [{ value: 'bulkId:g' }] } },
        { method: 'POST', path: '/Users', bulkId: 'u', data: { schemas: [USER], userName: `bulk.${key()}` } },
      ]);
      expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['201', '201', '201']);
      const [g, h, u] = body.Operations.map(({ location }: { location: string }) => location.split('/').at(-1));
      const membersOf = async (id: string) => (await client.get(`/Groups/${id}`)).body.members.map(({ value }: { value: string }) => value).sort();
      expect(await membersOf(g)).toEqual([h, u].sort());
      expect(await membersOf(h)).toEqual([g]);
    });

    it('ends after failOnErrors, and answers what was carried out', async () => {
      const { body } = await bulk([{ method: 'DELETE', path: '/Users/x' }, { method: 'DELETE', path: '/Users/y' }, { method: 'POST', path: '/Users', bulkId: 'n', data: { schemas: [USER], userName: key() } }], { failOnErrors: 2 });
      expect(body.Operations).toHaveLength(2);
    });

    it('refuses more operations than it says with 413, and what is no bulk with 400', async () => {
      const operations = Array.from({ length: 1_001 }, () => ({ method: 'DELETE', path: '/Users/x' }));
      expect(refusal(await bulk(operations))[0]).toBe(413);
      expect(refusal(await client.post('/Bulk', { Operations: [] }))).toEqual([400, 'invalidSyntax']);
    });
  });

  describe('§3.9 attributes and excludedAttributes', () => {
    it('shows what is asked for, and what is always shown', async () => {
      const user = await create({ name: { givenName: 'G', familyName: 'F' }, title: 'T', [ENTERPRISE]: { department: 'D' } });
      const read = async (query: string) => (await client.get(`/Users/${user.id}?${query}`)).body;
      expect(await read('attributes=userName,name.givenName')).toEqual({ schemas: user.schemas, id: user.id, userName: user.userName, name: { givenName: 'G' } });
      expect(await read(`attributes=${ENTERPRISE}:department`)).toEqual({ schemas: user.schemas, id: user.id, [ENTERPRISE]: { department: 'D' } });
      const { title: _t, name: _n, ...rest } = user;
      expect(await read('excludedAttributes=title,name,id')).toEqual(rest);
      expect(refusal(await client.get(`/Users/${user.id}?attributes=title&excludedAttributes=name`))).toEqual([400, 'invalidValue']);
    });

    it('holds for POST, PUT and PATCH, too', async () => {
      const made = await client.post('/Users?attributes=userName', { schemas: [USER], userName: key() });
      expect(Object.keys(made.body).sort()).toEqual(['id', 'schemas', 'userName']);
      const path = `/Users/${made.body.id}?attributes=title`;
      expect((await client.put(path, { schemas: [USER], userName: made.body.userName, title: 'P' })).body).toEqual({ schemas: [USER], id: made.body.id, title: 'P' });
      expect((await patch(path, { op: 'replace', path: 'title', value: 'Q' })).body).toEqual({ schemas: [USER], id: made.body.id, title: 'Q' });
    });
  });

  it('§3.11 /Me: 501, since the credentials are no user', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect([method, refusal(await client.send(method, '/Me', method === 'GET' ? undefined : {}))[0]]).toEqual([method, 501]);
  });

  describe('§3.14 versions', () => {
    it.each(['Users', 'Groups'])('of %s: If-None-Match answers 304, If-Match refuses with 412', async (resource) => {
      const made = resource === 'Users' ? await create() : await createGroup();
      const path = `/${resource}/${made.id}`;
      const { version } = made.meta;
      const unchanged = await client.get(path, { 'if-none-match': version });
      expect([unchanged.status, unchanged.text, unchanged.headers.get('etag')]).toEqual([304, '', version]);
      expect((await client.get(path, { 'if-none-match': 'W/"99"' })).status).toBe(200);
      const stale = { 'if-match': 'W/"99"' };
      expect(refusal(await client.put(path, made, stale))[0]).toBe(412);
      expect(refusal(await client.patch(path, { schemas: [message('PatchOp')], Operations: [{ op: 'replace', path: 'displayName', value: key() }] }, stale))[0]).toBe(412);
      expect(refusal(await client.delete(path, stale))[0]).toBe(412);
      expect((await client.get(path)).body).toEqual(made);
      const put = await client.put(path, { ...made, displayName: `V ${key()}` }, { 'if-match': `"0", ${version}` });
      expect(put.status).toBe(200);
      expect(put.headers.get('etag')).not.toBe(version);
      expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204);
    });

    it('lets one of several writers through who saw the same version', async () => {
      const user = await create();
      const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => client.put(`/Users/${user.id}`, { ...user, title: `t${at}` }, { 'if-match': user.meta.version })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(412)]);
    });
  });

  describe('§4 discovery', () => {
    it('lists schemas and resource types whole, refuses a filter with 403, and an unknown one with 404', async () => {
      const schemas = (await client.get('/Schemas')).body;
      expect(schemas).toMatchObject({ schemas: [message('ListResponse')], totalResults: 3 });
      expect(schemas.Resources.map(({ id }: { id: string }) => id)).toEqual([USER, ENTERPRISE, GROUP]);
      const types = (await client.get('/ResourceTypes')).body;
      expect(types.Resources.map(({ id, endpoint, schema }: Body) => [id, endpoint, schema])).toEqual([['User', '/Users', USER], ['Group', '/Groups', GROUP]]);
      expect((await client.get('/ResourceTypes/User')).body).toEqual(types.Resources[0]);
      expect(refusal(await client.get('/Schemas?filter=id%20pr'))[0]).toBe(403);
      expect(refusal(await client.get('/Schemas/urn:unknown'))[0]).toBe(404);
      expect(refusal(await client.get('/ResourceTypes/Unknown'))[0]).toBe(404);
    });

    it('says what the service can do', async () => {
      expect((await client.get('/ServiceProviderConfig')).body).toMatchObject({
        patch: { supported: true },
        bulk: { supported: true, maxOperations: 1_000, maxPayloadSize: 16_777_216 },
        filter: { supported: true, maxResults: 1_000 },
        changePassword: { supported: false },
        sort: { supported: true },
        etag: { supported: true },
        authenticationSchemes: [{ type: 'httpbasic', primary: true }, { type: 'oauthbearertoken' }],
      });
    });

    it('tells the truth about our attributes in the core schema', async () => {
      const { attributes } = (await client.get(`/Schemas/${USER}`)).body;
      const named = (name: string) => attributes.find((attribute: Body) => attribute.name === name);
      expect(named('moovingon_ai_admin')).toMatchObject({ type: 'boolean', multiValued: false, required: false, mutability: 'readWrite', returned: 'default' });
      for (const name of ['firstPhone', 'secondPhone']) expect(named(name)).toMatchObject({ type: 'string', mutability: 'readWrite', returned: 'default' });
      expect(named('email')).toMatchObject({ type: 'string', mutability: 'readOnly' });
      expect(named('userName')).toMatchObject({ required: true, caseExact: false, uniqueness: 'server' });
      expect(named('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
    });
  });

  it('shows the reference number of the request in every refusal', async () => {
    const answer = await client.get('/Users/nobody');
    expect(answer.body.detail).toContain(answer.headers.get('x-request-id'));
  });
});
