import { UnitOfWork } from '@app/persistence';
import { Sessions } from '@app/directory';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

describe.each(engines)('accounts and users at /api/v1 on %s', (engine) => {
  let service: TestService;
  let staff: ApiClient;
  let owner: ApiClient;
  let account: { id: string; owner: { id: string } };
  let users: string;

  beforeAll(async () => {
    service = await startTestService(engine);
    staff = await ApiClient.signIn(service.url, OWNER);
    const credentials = { email: 'owner@acme.example', password: 'the owner of acme' };
    account = (await staff.post('/api/v1/accounts', { name: 'Acme', owner: credentials })).body;
    owner = await ApiClient.signIn(service.url, credentials);
    users = `/api/v1/accounts/${account.id}/users`;
  });
  afterAll(() => service.stop());

  const create = async (body: Record<string, unknown>) => (await owner.post(users, body)).body;
  const openSsoSession = async (userId: string) => {
    const { token } = await service.app.get(UnitOfWork).run((tx) => service.app.get(Sessions).open(tx, { userId, accountId: account.id, origin: 'identity-provider' }));
    return ApiClient.withCookie(service.url, `moovingon_session=${token}`);
  };

  describe('accounts', () => {
    it('are made by staff, with an owner whose password is generated and shown once where none is given', async () => {
      const { status, body } = await staff.post('/api/v1/accounts', { name: 'Globex', owner: { email: 'owner@globex.example' } });
      expect(status).toBe(201);
      expect(body).toMatchObject({ id: expect.any(String), name: 'Globex', ssoRequired: false, owner: { email: 'owner@globex.example', password: expect.stringMatching(/^\S{16,}$/) } });
      const globex = await ApiClient.signIn(service.url, { email: 'owner@globex.example', password: body.owner.password });
      expect((await globex.get(`/api/v1/accounts/${body.id}`)).body).toEqual({ ...body, owner: undefined, warnings: [] });
    });

    it('are found by a part of their name, page by page too', async () => {
      for (const name of ['Initech East', 'INITECH West', 'Hooli']) await staff.post('/api/v1/accounts', { name, owner: { email: 'owner@initech.example' } });
      const first = (await staff.get('/api/v1/accounts?search=initech&limit=1')).body;
      expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['Initech East']);
      const second = (await staff.get(`/api/v1/accounts?search=initech&limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
      expect([second.items.map(({ name }: { name: string }) => name), second.nextCursor]).toEqual([['INITECH West'], null]);
      expect((await staff.get(`/api/v1/accounts?cursor=${encodeURIComponent(first.nextCursor)}`)).body.code).toBe('cursor_invalid');
      expect((await staff.get('/api/v1/accounts?search=nobody')).body.items).toEqual([]);
    });

    it('are listed for staff, page by page', async () => {
      for (const name of ['A', 'B', 'C']) await staff.post('/api/v1/accounts', { name, owner: { email: `owner@${name}.example` } });
      const names: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = await staff.get(`/api/v1/accounts?limit=2${cursor && `&cursor=${cursor}`}`);
        expect(body.items.length).toBeLessThanOrEqual(2);
        names.push(...body.items.map(({ name }: { name: string }) => name));
        cursor = body.nextCursor;
      }
      expect(names).toEqual(expect.arrayContaining(['Acme', 'A', 'B', 'C']));
      expect(new Set(names).size).toBe(names.length);
      expect((await owner.get('/api/v1/accounts')).status).toBe(403);
    });

    it('are renamed by their owner', async () => {
      expect(await owner.patch(`/api/v1/accounts/${account.id}`, { name: 'Acme Inc' })).toMatchObject({ status: 200, body: { name: 'Acme Inc' } });
      expect((await owner.patch(`/api/v1/accounts/${account.id}`, { name: null })).status).toBe(400);
    });

    it('take no passwords only once somebody has signed in through an identity provider', async () => {
      expect(await owner.patch(`/api/v1/accounts/${account.id}`, { ssoRequired: true })).toMatchObject({ status: 409, body: { code: 'integration_not_verified' } });
    });

    it.each([
      ['no owner', { name: 'X' }],
      ['an owner without e-mail', { name: 'X', owner: {} }],
      ['a password of 73 bytes', { name: 'X', owner: { email: 'x@x.example', password: 'x'.repeat(73) } }],
      ['no name', { owner: { email: 'x@x.example' } }],
    ])('are not made with %s', async (_, body) => {
      expect((await staff.post('/api/v1/accounts', body)).status).toBe(400);
    });
  });

  it('creates, reads, changes and deletes a user', async () => {
    const wanted = { userName: 'Dana@Acme.example', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi', displayName: 'Dana Levi', role: 'admin', firstPhone: '+972501234567' };
    const created = await owner.post(users, wanted);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ ...wanted, id: expect.any(String), active: true, staff: false, secondPhone: null, managedBy: null, warnings: [] });
    expect(new Date(created.body.createdAt).toISOString()).toBe(created.body.createdAt);
    const path = `${users}/${created.body.id}`;
    expect((await owner.get(path)).body).toEqual(created.body);
    const changed = await owner.patch(path, { givenName: null, firstPhone: null, secondPhone: '+12025550123', role: 'member', email: 'new@acme.example' });
    expect(changed).toMatchObject({ status: 200, body: { givenName: null, firstPhone: null, secondPhone: '+12025550123', role: 'member', email: 'new@acme.example', familyName: 'Levi', version: 2 } });
    expect((await owner.delete(path)).status).toBe(204);
    expect(await owner.get(path)).toMatchObject({ status: 404, body: { code: 'user_unknown' } });
    expect(await owner.delete(path)).toMatchObject({ status: 404 });
  });

  it('takes the e-mail address for a userName that is missing', async () => {
    expect(await create({ email: 'only@acme.example' })).toMatchObject({ userName: 'only@acme.example', email: 'only@acme.example', role: 'member' });
  });

  it('refuses a userName or e-mail that another user has, in any case', async () => {
    await create({ userName: 'taken', email: 'taken@acme.example' });
    for (const body of [{ userName: 'TAKEN' }, { userName: 'Taken@acme.example' }, { email: 'taken@ACME.example' }, { userName: 'x', email: 'Taken@acme.example' }])
      expect(await owner.post(users, body)).toMatchObject({ status: 409, body: { code: 'user_conflict' } });
  });

  it.each([
    ['nobody', {}],
    ['a phone with blanks', { email: 'p@acme.example', firstPhone: '+972 50 123 4567' }],
    ['a phone without +', { email: 'p@acme.example', secondPhone: '0501234567' }],
    ['an unknown role', { email: 'p@acme.example', role: 'root' }],
    ['a member that is not known', { email: 'p@acme.example', passwordHash: 'x' }],
    ['an id of its own', { email: 'p@acme.example', id: '1' }],
    ['an e-mail that is none', { email: 'p' }],
    ['null for active', { email: 'p@acme.example', active: null }],
    ['a short password', { email: 'p@acme.example', password: 'short' }],
    ['a password of more than 72 bytes', { email: 'p@acme.example', password: 'ü'.repeat(37) }],
    ['NUL', { email: 'p@acme.example', givenName: 'a\u0000' }],
  ])('refuses %s as 400, and keeps nothing', async (_, body) => {
    const before = (await owner.get(`${users}?limit=200`)).body.items.length;
    expect((await owner.post(users, body)).status).toBe(400);
    expect((await owner.get(`${users}?limit=200`)).body.items).toHaveLength(before);
  });

  it('lists users page by page in the order of creation, each once, and looks one up', async () => {
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push((await create({ email: `page${index}@acme.example` })).id);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await owner.get(`${users}?limit=3${cursor && `&cursor=${cursor}`}`);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(ids.slice(-5)).toEqual(made);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await owner.get(`${users}?identifier=PAGE3@acme.example`)).body).toMatchObject({ items: [{ id: made[3] }], nextCursor: null });
    expect((await owner.get(`${users}?limit=0`)).status).toBe(400);
    expect((await owner.get(`${users}?limit=201`)).status).toBe(400);
    expect((await owner.get(`${users}?cursor=x.y`)).status).toBe(400);
  });

  it('refuses the cursor of another account', async () => {
    const other = (await staff.post('/api/v1/accounts', { name: 'Other', owner: { email: 'owner@other.example' } })).body;
    await staff.post(`/api/v1/accounts/${other.id}/users`, { email: 'second@other.example' });
    const { nextCursor } = (await staff.get(`/api/v1/accounts/${other.id}/users?limit=1`)).body;
    expect(nextCursor).toEqual(expect.any(String));
    expect(await owner.get(`${users}?cursor=${nextCursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
  });

  it('lets a user with a password sign in by e-mail, and out with the deactivation', async () => {
    const user = await create({ email: 'local@acme.example', password: 'a password of mine', role: 'admin' });
    const local = await ApiClient.signIn(service.url, { email: 'local@acme.example', password: 'a password of mine' });
    expect((await local.get(users)).status).toBe(200);
    await owner.patch(`${users}/${user.id}`, { active: false });
    expect((await local.get(users)).status).toBe(401);
    expect(await ApiClient.anonymous(service.url).post('/api/v1/session', { email: 'local@acme.example', password: 'a password of mine' })).toMatchObject({ status: 403, body: { code: 'user_inactive' } });
  });

  it('keeps the last owner', async () => {
    const path = `${users}/${account.owner.id}`;
    for (const refused of [await owner.delete(path), await owner.patch(path, { role: 'member' }), await owner.patch(path, { active: false })])
      expect(refused).toMatchObject({ status: 409, body: { code: 'last_owner' } });
    await create({ email: 'second-owner@acme.example', role: 'owner', password: 'the second owner' });
    expect((await owner.patch(path, { role: 'admin' })).body.role).toBe('admin');
    // Now he is an administrator, and owners are out of his reach.
    expect(await owner.patch(path, { role: 'owner' })).toMatchObject({ status: 403, body: { code: 'owner_protected' } });
    const second = await ApiClient.signIn(service.url, { email: 'second-owner@acme.example', password: 'the second owner' });
    expect((await second.patch(path, { role: 'owner' })).body.role).toBe('owner');
  });

  it('lets nobody who signed in through the identity provider reach owner or staff rights', async () => {
    const sso = await openSsoSession(account.owner.id);
    expect((await sso.get('/api/v1/session')).body).toMatchObject({ role: 'admin', staff: false, origin: 'identity-provider' });
    const member = await create({ email: 'climber@acme.example' });
    for (const body of [{ role: 'owner' }, { staff: true }, { password: 'a password for later' }])
      expect((await sso.patch(`${users}/${member.id}`, body)).status).toBe(403);
    expect((await sso.post(users, { email: 'x@acme.example', role: 'owner' })).status).toBe(403);
    expect((await sso.post(`${users}/${account.owner.id}/password-reset`)).status).toBe(403);
    expect((await sso.patch(`${users}/${account.owner.id}`, { signInEmail: 'evil@acme.example' })).status).toBe(403);
    const himself = `${users}/${account.owner.id}`;
    for (const body of [{ password: 'a password for later' }, { active: false }, { role: 'member' }, { email: 'evil@acme.example' }])
      expect([body, await sso.patch(himself, body)]).toMatchObject([body, { status: 403, body: { code: 'owner_protected' } }]);
    expect(await sso.delete(himself)).toMatchObject({ status: 403, body: { code: 'owner_protected' } });
    expect((await sso.put('/api/v1/session/password', { currentPassword: 'the owner of acme', newPassword: 'another password' })).status).toBe(403);
    expect((await sso.patch(`${users}/${member.id}`, { role: 'admin' })).status).toBe(200);
  });

  it("shows a user's sessions to administrators, and ends them", async () => {
    const user = await create({ email: 'sessions@acme.example' });
    const [first, second] = [await openSsoSession(user.id), await openSsoSession(user.id)];
    const { body } = await owner.get(`${users}/${user.id}/sessions`);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ origin: 'identity-provider', createdAt: expect.any(String), lastSeenAt: expect.any(String) });
    expect(JSON.stringify(body)).not.toMatch(/token|digest/i);
    expect((await owner.delete(`${users}/${user.id}/sessions/${body.items[0].id}`)).status).toBe(204);
    expect([(await first.get('/api/v1/session')).status, (await second.get('/api/v1/session')).status]).toEqual([401, 200]);
    expect((await owner.delete(`${users}/${user.id}/sessions/${body.items[0].id}`)).status).toBe(404);
    expect((await owner.delete(`${users}/${user.id}/sessions`)).status).toBe(204);
    expect((await second.get('/api/v1/session')).status).toBe(401);
  });

  it("leaves an owner's password sessions to owners and staff", async () => {
    const sso = await openSsoSession(account.owner.id);
    const sessions = `${users}/${account.owner.id}/sessions`;
    const admin = await openSsoSession((await create({ email: 'admin@acme.example', role: 'admin' })).id);
    const byPassword = (await admin.get(sessions)).body.items.find(({ origin }: { origin: string }) => origin === 'password');
    // Not even to himself, where he came in by the identity provider.
    for (const caller of [admin, sso]) expect(await caller.delete(`${sessions}/${byPassword.id}`)).toMatchObject({ status: 403, body: { code: 'owner_protected' } });
    expect((await admin.delete(sessions)).status).toBe(204);
    expect((await sso.get('/api/v1/session')).status).toBe(401);
    expect((await owner.get('/api/v1/session')).status).toBe(200);
  });

  it('sets a password by a link that is good once', async () => {
    const user = await create({ email: 'forgetful@acme.example', password: 'what was it again?' });
    const before = await ApiClient.signIn(service.url, { email: 'forgetful@acme.example', password: 'what was it again?' });
    const issued = await owner.post(`${users}/${user.id}/password-reset`);
    expect(issued.status).toBe(201);
    const [page, token] = issued.body.url.split('#');
    const shown = await fetch(page);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    const redeem = (password: string) => ApiClient.anonymous(service.url).post('/api/v1/password-resets', { token, password });
    expect(await redeem('short')).toMatchObject({ status: 400, body: { code: 'password_invalid' } });
    expect((await redeem('now I remember it')).status).toBe(204);
    expect(await redeem('and somebody else too')).toMatchObject({ status: 400, body: { code: 'password_reset_invalid' } });
    expect((await before.get('/api/v1/session')).status).toBe(401);
    await ApiClient.signIn(service.url, { email: 'forgetful@acme.example', password: 'now I remember it' });
  });

  it('tells who did what, when, from where, with nothing secret', async () => {
    const user = await create({ email: 'audited@acme.example', password: 'nothing secret here' });
    await owner.patch(`${users}/${user.id}`, { active: false });
    const { body } = await owner.get(`/api/v1/accounts/${account.id}/audit-events?subjectId=${user.id}`);
    expect(body.items[0]).toMatchObject({
      action: 'user.deactivated',
      actor: { kind: 'user', id: account.owner.id, name: 'owner@acme.example' },
      subject: { kind: 'user', id: user.id, name: 'audited@acme.example' },
      address: '127.0.0.1',
      reference: expect.stringMatching(/^[\w-]{14}$/),
      before: { active: true },
      after: { active: false },
    });
    expect(body.items[1].action).toBe('user.created');
    const page = (await owner.get(`/api/v1/accounts/${account.id}/audit-events?limit=2`)).body;
    const next = (await owner.get(`/api/v1/accounts/${account.id}/audit-events?limit=2&cursor=${page.nextCursor}`)).body;
    expect(page.items[1].id > next.items[0].id).toBe(true);
    const all = JSON.stringify((await owner.get(`/api/v1/accounts/${account.id}/audit-events?limit=200`)).body);
    expect(all).not.toMatch(/nothing secret here|\$2[aby]\$|what was it again/);
  });
});
