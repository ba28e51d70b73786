import { AuditEventRepository, GroupMemberRepository, GroupRepository, ResourceCountRepository, type GroupEntity, type UserEntity } from '@app/persistence';
import { newId } from '@app/kernel';
import { engines } from '../../../../test/support/databases.js';
import { type TestAccount, TestDirectory } from '../../../../test/support/directory.js';
import { GroupMembers, Groups, People } from '../index.js';

describe.each(engines)('groups on %s', (engine) => {
  let directory: TestDirectory;
  let account: TestAccount;
  let groups: Groups;
  let members: GroupMembers;

  beforeAll(async () => {
    directory = await TestDirectory.open(engine);
    [groups, members] = [directory.get(Groups), directory.get(GroupMembers)];
  });
  beforeEach(async () => {
    account = await directory.createAccount();
  });
  afterAll(() => directory.close());

  const create = (displayName: string, context = account.provisioning) => directory.run((tx) => groups.create(tx, context, { displayName }));
  const read = (group: GroupEntity) => directory.get(GroupRepository).find(directory.database.reads, account.id, group.id);
  const count = (group: GroupEntity) => directory.get(GroupMemberRepository).count(directory.database.reads, group.id);
  const add = (group: GroupEntity, ids: readonly string[]) => directory.run((tx) => members.add(tx, account.provisioning, group.id, ids));
  const replace = (group: GroupEntity, ids: readonly string[]) => directory.run((tx) => members.replace(tx, account.provisioning, group.id, ids));
  const total = () => directory.get(ResourceCountRepository).total(directory.database.reads, account.id, 'group');
  const provision = (...names: string[]) => Promise.all(names.map((name) => account.provision({ userName: name })));
  const ids = (users: readonly UserEntity[]) => users.map(({ id }) => id);

  it('have a name that no other group of the account has, in any case', async () => {
    await create('Ops');
    await expect(create('oPS')).rejects.toMatchObject({ code: 'group_conflict', status: 409 });
    const other = await directory.createAccount();
    await create('Ops', other.provisioning);
    expect(await total()).toBe(1);
  });

  it('are created once when many ask at the same time', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => create('Race')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await total()).toBe(1);
  });

  it('are renamed, but not into another; keeping the name is no conflict and no change', async () => {
    const [ops] = [await create('Ops'), await create('Dev')];
    const rename = (changes: { displayName?: string; externalId?: string | null }) => directory.run((tx) => groups.rename(tx, account.provisioning, ops.id, changes));
    expect(await rename({ displayName: 'Ops' })).toMatchObject({ changed: false, group: { version: 1 } });
    expect(await rename({ displayName: 'OPS' })).toMatchObject({ changed: true, group: { displayName: 'OPS', version: 2 } });
    await expect(rename({ displayName: 'dev' })).rejects.toMatchObject({ code: 'group_conflict' });
    expect(await read(ops)).toMatchObject({ displayName: 'OPS', version: 2 });
    expect(await rename({ externalId: 'okta-1' })).toMatchObject({ changed: true, group: { version: 3 } });
    expect(await rename({ externalId: 'okta-1' })).toMatchObject({ changed: false });
    await expect(rename({ displayName: ' ' })).rejects.toMatchObject({ code: 'group_invalid', status: 400 });
    await expect(rename({ displayName: 'a\u0000' })).rejects.toMatchObject({ code: 'group_invalid' });
  });

  it('take members that exist in the account, once, and tell which do not', async () => {
    const group = await create('Ops');
    const [ada, bob] = ids(await provision('ada', 'bob')) as [string, string];
    const stranger = await (await directory.createAccount()).provision({ userName: 'stranger' });
    const nested = await create('Nested');
    const absent = newId();
    const outcome = await add(group, [ada, bob, ada, nested.id, stranger.id, absent, group.id]);
    expect(outcome).toMatchObject({ changed: true, group: { version: 2 } });
    expect([...outcome.missing].sort()).toEqual([stranger.id, absent, group.id].sort());
    expect(await count(group)).toBe(3);
    expect(await add(group, [ada])).toMatchObject({ changed: false, missing: [], group: { version: 2 } });
    expect(await add(group, [])).toMatchObject({ changed: false, missing: [] });
  });

  it('lose members, and count a removal of nobody as no change', async () => {
    const group = await create('Ops');
    const [ada, bob] = ids(await provision('ada', 'bob')) as [string, string];
    await add(group, [ada, bob]);
    const remove = (...which: string[]) => directory.run((tx) => members.remove(tx, account.provisioning, group.id, which));
    expect(await remove(ada, newId())).toMatchObject({ changed: true, group: { version: 3 } });
    expect(await remove(ada)).toMatchObject({ changed: false, group: { version: 3 } });
    expect(await count(group)).toBe(1);
  });

  it('replace all members by the difference', async () => {
    const group = await create('Ops');
    const [ada, bob, eve] = ids(await provision('ada', 'bob', 'eve')) as [string, string, string];
    await add(group, [ada, bob]);
    const outcome = await replace(group, [bob, eve, 'nobody']);
    expect(outcome).toMatchObject({ changed: true, missing: ['nobody'], group: { version: 3 } });
    const [event] = await directory.get(AuditEventRepository).listByAccount(directory.database.reads, account.id, { limit: 1 });
    expect(event).toMatchObject({ action: 'group.members_changed', before: { removed: 1, members: [ada] }, after: { added: 1, members: [eve] } });
    expect(await replace(group, [eve, bob])).toMatchObject({ changed: false });
    await replace(group, []);
    expect(await count(group)).toBe(0);
  });

  it('take ten thousand members in one request', async () => {
    const group = await create('Everybody');
    const [ada] = ids(await provision('ada')) as [string];
    const outcome = await replace(group, [ada, ...Array.from({ length: 10_000 }, (_, index) => `absent-${index}`)]);
    expect(outcome.missing).toHaveLength(10_000);
    expect(await count(group)).toBe(1);
  });

  it('lose a member who is deleted, with a new version; and keep no trace when both come at the same time', async () => {
    const group = await create('Ops');
    // Five with the one below: further ones the brake on mass deprovisioning would hold.
    for (let round = 0; round < 4; round += 1) {
      const user = await account.provision({ userName: `leaver${round}` });
      const removing = directory.run((tx) => directory.get(People).remove(tx, account.provisioning, user.id));
      await Promise.all([removing, add(group, [user.id])]);
      expect(await count(group)).toBe(0);
    }
    const user = await account.provision({ userName: 'member' });
    const { group: before } = await add(group, [user.id]);
    await directory.run((tx) => directory.get(People).remove(tx, account.provisioning, user.id));
    expect((await read(group))?.version).toBe(before.version + 1);
  });

  it('do not show an owner whom the provisioning client has deleted', async () => {
    const group = await create('Ops');
    await add(group, [account.owner.id]);
    await directory.run((tx) => directory.get(People).remove(tx, account.provisioning, account.owner.id));
    expect(await count(group)).toBe(0);
    expect((await add(group, [account.owner.id])).missing).toEqual([account.owner.id]);
  });

  it('are deleted with their memberships, in both directions', async () => {
    const [outer, inner] = [await create('Outer'), await create('Inner')];
    await add(outer, [inner.id]);
    await add(inner, ids(await provision('ada')));
    await directory.run((tx) => groups.remove(tx, account.provisioning, inner.id));
    expect(await read(inner)).toBeNull();
    expect([await count(inner), await count(outer), await total()]).toEqual([0, 0, 1]);
    await expect(directory.run((tx) => groups.remove(tx, account.provisioning, inner.id))).rejects.toMatchObject({ code: 'group_unknown', status: 404 });
  });

  it('of another account are unknown', async () => {
    const group = await create('Ops');
    const other = await directory.createAccount();
    await expect(directory.run((tx) => members.add(tx, other.provisioning, group.id, []))).rejects.toMatchObject({ code: 'group_unknown' });
    await expect(directory.run((tx) => groups.remove(tx, other.provisioning, group.id))).rejects.toMatchObject({ code: 'group_unknown' });
    await expect(directory.run((tx) => groups.lock(tx, account.provisioning, group.id, { expectedVersion: 9 }))).rejects.toMatchObject({ code: 'version_mismatch' });
  });
});
