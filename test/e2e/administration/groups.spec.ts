import { systemActor } from '@app/audit';
import { GroupMembers, Groups } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { startTestService, type TestService } from '../../support/start-service.js';

describe.each(engines)('groups and the search for people on %s', (engine) => {
  let service: TestService;
  let admin: ApiClient;
  let at: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    service = await startTestService(engine);
    admin = await ApiClient.signIn(service.url);
    const accountId = admin.session.account.id as string;
    at = `/api/v1/accounts/${accountId}`;
    const context = { accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor: systemActor } as const;
    for (const [givenName, familyName, email] of [['Ada', 'Lovelace', 'ada@acme.example'], ['Grace', 'Hopper', 'grace@navy.example'], ['Zoë', 'Ångström', 'zoe@acme.example']] as const)
      ids[givenName] = (await admin.post(`${at}/users`, { email, givenName, familyName })).body.id;
    const [groups, members] = [service.app.get(Groups), service.app.get(GroupMembers)];
    await service.app.get(UnitOfWork).run(async (tx) => {
      for (const displayName of ['Operations', 'everybody', 'Night shift']) ids[displayName] = (await groups.create(tx, context, { displayName })).id;
    });
    await service.app.get(UnitOfWork).run(async (tx) => {
      await members.add(tx, context, ids.Operations as string, [ids.Ada, ids.Grace] as string[]);
      await members.add(tx, context, ids.everybody as string, [ids.Operations, ids.Ada] as string[]);
    });
  });
  afterAll(() => service.stop());

  const names = async (path: string) => (await admin.get(`${at}/${path}`)).body.items.map(({ displayName, email }: { displayName: string; email?: string }) => email ?? displayName);

  it('lists groups by name, with where they come from and how many are in them', async () => {
    const { status, body } = await admin.get(`${at}/groups`);
    expect(status).toBe(200);
    expect(body.items.map(({ displayName, members, managedBy }: Record<string, unknown>) => [displayName, members, managedBy])).toEqual([
      ['everybody', 2, null],
      ['Night shift', 0, null],
      ['Operations', 2, null],
    ]);
  });

  it('goes through the pages of groups and of members, each once', async () => {
    for (const [list, total] of [['groups', 3], [`groups/${ids.Operations}/members`, 2]] as const) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await admin.get(`${at}/${list}?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor;
      }
      expect(new Set(seen).size).toBe(total);
      expect(seen).toHaveLength(total);
    }
  });

  it('finds groups by a part of the name, without case', async () => {
    expect(await names('groups?search=OPER')).toEqual(['Operations']);
    expect(await names('groups?search=nothing')).toEqual([]);
  });

  it('reads a group, its members (people and groups), and the groups of a person', async () => {
    expect((await admin.get(`${at}/groups/${ids.everybody}`)).body).toMatchObject({ displayName: 'everybody', members: 2 });
    const { items } = (await admin.get(`${at}/groups/${ids.everybody}/members`)).body;
    expect(items).toHaveLength(2);
    expect(items).toEqual(
      expect.arrayContaining([
        { id: ids.Operations, kind: 'group', userName: null, displayName: 'Operations' },
        expect.objectContaining({ id: ids.Ada, kind: 'user', userName: 'ada@acme.example' }),
      ]),
    );
    expect(await names(`users/${ids.Ada}/groups`)).toEqual(['everybody', 'Operations']);
    expect(await names(`users/${ids.Grace}/groups`)).toEqual(['Operations']);
  });

  it('knows no group and no person that are not there', async () => {
    for (const path of ['groups/nothing', 'groups/nothing/members']) expect(await admin.get(`${at}/${path}`)).toMatchObject({ status: 404, body: { code: 'group_unknown' } });
    expect(await admin.get(`${at}/users/nobody/groups`)).toMatchObject({ status: 404, body: { code: 'user_unknown' } });
  });

  it.each([
    ['lovel', ['ada@acme.example']],
    ['ACME', ['ada@acme.example', 'zoe@acme.example']],
    ['hopper grace', ['grace@navy.example']],
    ['grace lovelace', []],
    ['ÅNGSTRÖM', ['zoe@acme.example']],
    ["%' OR 1=1", []],
  ])('finds people by %s, a part of names and addresses', async (search, expected) => {
    expect(await names(`users?search=${encodeURIComponent(search)}`)).toEqual(expected);
  });

  it('lists everybody where nothing is searched for, and goes on where a page of a search was full', async () => {
    expect((await names('users?search=%20')).length).toBe(4);
    const { body } = await admin.get(`${at}/users?search=acme&limit=1`);
    expect(body.items).toHaveLength(1);
    const next = await admin.get(`${at}/users?search=acme&limit=1&cursor=${encodeURIComponent(body.nextCursor)}`);
    expect(next.body.items.map(({ email }: { email: string }) => email)).toEqual(['zoe@acme.example']);
    expect(next.body.nextCursor).toBeNull();
  });
});
