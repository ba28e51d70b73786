import { AuditEventRepository, ResourceCountRepository, SessionRepository, UserEmailRepository, UserIdentifierRepository, UserRepository, type UserEntity } from '@app/persistence';
import { engines } from '../../../../test/support/databases.js';
import { PASSWORD, type TestAccount, TestDirectory } from '../../../../test/support/directory.js';
import { CreateApiKey } from '../api-keys/create-api-key.js';
import { Callers } from '../callers/callers.js';
import type { Caller } from '../callers/caller.js';
import { SignInWithPassword } from '../passwords/sign-in-with-password.js';
import { Sessions } from '../sessions/sessions.js';
import { People, type ChangeContext, type PersonChangesOf } from '../index.js';

const from = { address: '192.0.2.1', reference: 'TEST', userAgent: null };

describe.each(engines)('people on %s', (engine) => {
  let directory: TestDirectory;
  let account: TestAccount;
  let people: People;

  beforeAll(async () => {
    directory = await TestDirectory.open(engine);
    people = directory.get(People);
  });
  beforeEach(async () => {
    account = await directory.createAccount();
  });
  afterAll(() => directory.close());

  const change = (user: UserEntity, changes: PersonChangesOf, context: ChangeContext = account.provisioning) => directory.run((tx) => people.change(tx, context, user.id, changes));
  const remove = (user: UserEntity, context: ChangeContext = account.provisioning) => directory.run((tx) => people.remove(tx, context, user.id));
  const read = (user: UserEntity) => directory.get(UserRepository).find(directory.database.reads, account.id, user.id);
  const total = () => directory.get(ResourceCountRepository).total(directory.database.reads, account.id, 'user');
  const events = async () => (await directory.get(AuditEventRepository).listByAccount(directory.database.reads, account.id, { limit: 200 })).map(({ action }) => action).reverse();
  const openSession = async (user: UserEntity, origin: 'password' | 'identity-provider') => {
    const { token } = await directory.run((tx) => directory.get(Sessions).open(tx, { userId: user.id, accountId: account.id, origin }));
    return token;
  };
  const caller = (token: string) => directory.get(Callers).bySessionToken(token, from);
  const makeKey = async (token: string) => (await directory.get(CreateApiKey).create((await caller(token)) as Caller, account.id, { name: 'key', scopes: ['all'], expiresAt: null })).key;
  const keyCaller = (key: string) => directory.get(Callers).byApiKey(key, from);
  const signIn = (email: string, password = PASSWORD) => directory.get(SignInWithPassword).signIn({ email, password, accountId: account.id }, from);

  describe('identifiers', () => {
    it('keeps userName and e-mail as sent and compares them without case', async () => {
      const user = await account.provision({ userName: 'Ada@Example.com' });
      expect(user.userName).toBe('Ada@Example.com');
      await expect(account.provision({ userName: 'ADA@example.COM' })).rejects.toMatchObject({ code: 'user_conflict', status: 409 });
      expect(await total()).toBe(2);
    });

    it("takes nobody's userName for an e-mail, nor the other way round", async () => {
      await account.provision({ userName: 'ada', emails: [{ value: 'ada@example.com' }] });
      await expect(account.provision({ userName: 'ada@example.com', emails: [] })).rejects.toMatchObject({ code: 'user_conflict' });
      await expect(account.provision({ userName: 'bob', emails: [{ value: 'ADA' }] })).rejects.toMatchObject({ code: 'user_conflict', members: { attribute: 'emails' } });
    });

    it('lets secondary addresses be shared, and other accounts have the same people', async () => {
      await account.provision({ userName: 'ada', emails: [{ value: 'ada@example.com' }, { value: 'team@example.com' }] });
      await account.provision({ userName: 'bob', emails: [{ value: 'bob@example.com', primary: true }, { value: 'team@example.com' }] });
      const other = await directory.createAccount();
      await other.provision({ userName: 'ada', emails: [{ value: 'ada@example.com' }] });
    });

    it('lets one of many create the same person at the same time', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => account.provision({ userName: 'racer@example.com' })));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'user_conflict' });
      expect(await total()).toBe(2);
    });

    it('sets the old names free with a change, and takes the new ones', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      await change(user, { userName: 'lovelace@example.com', emails: [{ value: 'lovelace@example.com' }] });
      await account.provision({ userName: 'ada@example.com' });
      await expect(account.provision({ userName: 'lovelace@example.com' })).rejects.toMatchObject({ code: 'user_conflict' });
    });

    it('lets two people not swap into one another, and leaves both as they were', async () => {
      const [ada, bob] = [await account.provision({ userName: 'ada@example.com' }), await account.provision({ userName: 'bob@example.com' })];
      await expect(change(ada, { userName: 'Bob@example.com' })).rejects.toMatchObject({ code: 'user_conflict', members: { attribute: 'userName' } });
      expect(await read(ada)).toMatchObject({ userName: 'ada@example.com', version: 1 });
      expect(await read(bob)).toMatchObject({ version: 1 });
    });

    it('has one row for a userName that is the e-mail, and rows of addresses in their order', async () => {
      const user = await account.provision({ userName: 'Ada@example.com', emails: [{ value: 'home@example.com', type: 'home' }, { value: 'ada@Example.com', type: 'work', primary: true }] });
      expect(user.email).toBe('ada@Example.com');
      const holders = await directory.get(UserIdentifierRepository).findHolders(directory.database.reads, account.id, ['ada@example.com', 'home@example.com']);
      expect(holders.map(({ value }) => value)).toEqual(['ada@example.com']);
      const rows = await directory.get(UserEmailRepository).list(directory.database.reads, user.id);
      expect(rows.map(({ valueFolded, type, primary }) => [valueFolded, type, primary])).toEqual([
        ['home@example.com', 'home', false],
        ['ada@example.com', 'work', true],
      ]);
    });
  });

  describe('changes', () => {
    it('writes nothing where everything is so already', async () => {
      const user = await account.provision({ userName: 'ada@example.com', givenName: 'Ada', externalId: '00u1', attributes: { locale: 'en', name: { middleName: 'King' } } });
      directory.clock.advance(1000);
      const outcome = await change(user, ({ user: stored }) => ({ userName: 'ada@example.com', givenName: 'Ada', externalId: '00u1', attributes: { locale: 'en', name: { middleName: 'King' } }, active: stored.active }));
      expect(outcome.changed).toBe(false);
      const attributes = Object.assign(Object.create(null) as object, { name: { middleName: 'King' }, locale: 'en', nickName: undefined });
      expect((await change(user, { attributes: attributes as Record<string, unknown> })).changed).toBe(false);
      expect(await read(user)).toMatchObject({ version: 1, updatedAt: user.updatedAt });
      expect((await events()).filter((action) => action === 'user.changed')).toEqual([]);
    });

    it('makes one new version with each real change, and audits before and after', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      directory.clock.advance(1000);
      await change(user, { displayName: 'Countess', externalId: '00u2' });
      expect(await read(user)).toMatchObject({ version: 2, displayName: 'Countess', updatedAt: user.updatedAt + 1000 });
      const [event] = await directory.get(AuditEventRepository).listByAccount(directory.database.reads, account.id, { limit: 1 });
      expect(event).toMatchObject({ action: 'user.changed', before: { displayName: null, externalId: null }, after: { displayName: 'Countess', externalId: '00u2' } });
    });

    it('never mixes the halves of two changes that come at the same time', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      const names = Array.from({ length: 6 }, (_, index) => `name${index}`);
      await Promise.all(names.map((name) => change(user, { givenName: name, familyName: name, emails: [{ value: `${name}@example.com` }] })));
      const after = await read(user);
      expect(after?.version).toBe(7);
      expect(after?.familyName).toBe(after?.givenName);
      expect(after?.email).toBe(`${after?.givenName}@example.com`);
      expect(await directory.get(UserEmailRepository).list(directory.database.reads, user.id)).toHaveLength(1);
    });

    it('refuses a change to another version than the one expected', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      await expect(directory.run((tx) => people.change(tx, account.provisioning, user.id, { givenName: 'x' }, { expectedVersion: 2 }))).rejects.toMatchObject({ code: 'version_mismatch', status: 412 });
    });

    it('does not know a user of another account', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      const other = await directory.createAccount();
      await expect(change(user, { givenName: 'x' }, other.provisioning)).rejects.toMatchObject({ code: 'user_unknown', status: 404 });
      await expect(remove(user, other.administration)).rejects.toMatchObject({ code: 'user_unknown', status: 404 });
    });

    it('notes who manages a person with the first change of a provisioning client, without a new version', async () => {
      const { user } = await directory.run((tx) => people.create(tx, account.administration, { userName: 'local@example.com' }));
      expect(user.managedBy).toBeNull();
      await change(user, { userName: 'local@example.com' });
      expect(await read(user)).toMatchObject({ managedBy: account.integrationId, version: 1 });
    });

    it('gives one person every external id that the integrations have for him', async () => {
      const user = await account.provision({ userName: 'ada@example.com', externalId: 'first' });
      const second = { ...account.provisioning, integrationId: await directory.createIntegration(account.id) };
      expect((await change(user, { externalId: 'second' }, second)).externalId).toBe('second');
      expect((await change(user, {})).externalId).toBe('first');
      expect((await change(user, { externalId: null })).externalId).toBeNull();
    });
  });

  describe('what is not valid', () => {
    it('refuses a phone that is not E.164, and changes nothing', async () => {
      const user = await account.provision({ userName: 'ada@example.com', firstPhone: '+972501234567' });
      await expect(change(user, { firstPhone: '050-1234567', givenName: 'x' })).rejects.toMatchObject({ code: 'phone_invalid', status: 400 });
      expect(await read(user)).toMatchObject({ firstPhone: '+972501234567', givenName: null, version: 1 });
      expect((await change(user, { firstPhone: '' })).user.firstPhone).toBeNull();
    });

    it('refuses no echo of what is stored, however invalid it is today', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      await directory.run((tx) => directory.get(UserRepository).update(tx, user.id, { firstPhone: '050-1234567' }));
      expect((await change(user, { firstPhone: '050-1234567', givenName: 'Ada' })).user).toMatchObject({ firstPhone: '050-1234567', givenName: 'Ada' });
    });

    it('refuses no deactivation for another attribute: what is invalid in it stays as it was, and is told', async () => {
      await account.provision({ userName: 'bob@example.com' });
      const user = await account.provision({ userName: 'ada@example.com', firstPhone: '+972501234567' });
      const outcome = await change(user, {
        active: false,
        firstPhone: 'none',
        userName: 'bob@example.com',
        emails: [{ value: 'new@example.com' }],
        displayName: 'x'.repeat(600),
        givenName: 'Ada',
        attributes: { title: 'a\u0000b' },
      });
      expect(outcome.user).toMatchObject({ active: false, firstPhone: '+972501234567', userName: 'ada@example.com', email: 'new@example.com', displayName: null, givenName: 'Ada' });
      expect(outcome.kept.map(({ attribute }) => attribute).sort()).toEqual(['attributes', 'displayName', 'firstPhone', 'userName']);
    });

    it('is strict with administrators, who can correct what they send', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      await expect(change(user, { active: false, firstPhone: 'none' }, account.administration)).rejects.toMatchObject({ code: 'phone_invalid' });
    });

    it.each([
      ['an empty userName', { userName: ' ' }, 'user_invalid'],
      ['a userName of 513 characters', { userName: 'x'.repeat(513) }, 'user_invalid'],
      ['a userName that grows beyond the index when folded', { userName: '\u{1D160}'.repeat(256) }, 'user_invalid'],
      ['NUL', { userName: 'a\u0000b' }, 'text_invalid'],
      ['half a surrogate pair', { userName: 'ada', givenName: '\ud800' }, 'text_invalid'],
      ['an empty e-mail address', { userName: 'ada', emails: [{ value: '' }] }, 'user_invalid'],
      ['201 e-mail addresses', { userName: 'ada', emails: Array.from({ length: 201 }, (_, index) => ({ value: `${index}@example.com` })) }, 'user_invalid'],
    ])('refuses %s', async (_, person, code) => {
      await expect(account.provision(person)).rejects.toMatchObject({ code, status: 400 });
    });
  });

  describe('access', () => {
    it.each(['deactivated', 'deleted'])('ends every session and API key of a user who is %s', async (how) => {
      const user = await account.provision({ userName: 'ada@example.com', admin: true });
      const token = await openSession(user, 'identity-provider');
      const key = await makeKey(token);
      expect(await keyCaller(key)).toMatchObject({ userId: user.id, role: 'admin', origin: 'api-key' });
      if (how === 'deleted') await remove(user);
      else await change(user, { active: false });
      expect(await caller(token)).toBeUndefined();
      expect(await keyCaller(key)).toBeUndefined();
      expect(await directory.get(SessionRepository).listByUser(directory.database.reads, user.id, { now: 0, seenAfter: 0, limit: 10 })).toEqual([]);
      if (how === 'deactivated') await expect(openSession(user, 'identity-provider')).rejects.toMatchObject({ code: 'user_inactive', status: 403 });
      else await expect(openSession(user, 'identity-provider')).rejects.toMatchObject({ code: 'user_unknown' });
    });

    it('leaves no session behind when sign-ins and the deactivation come at the same time', async () => {
      for (let round = 0; round < 5; round += 1) {
        const user = await account.provision({ userName: `racer${round}@example.com` });
        const opening = Array.from({ length: 6 }, () => openSession(user, 'identity-provider').catch(() => undefined));
        const [tokens] = await Promise.all([Promise.all(opening), change(user, { active: false })]);
        for (const token of tokens) if (token) expect(await caller(token)).toBeUndefined();
        expect(await directory.get(SessionRepository).listByUser(directory.database.reads, user.id, { now: 0, seenAfter: 0, limit: 10 })).toEqual([]);
      }
    });
  });

  describe('an owner', () => {
    it('signs in with the password after everything that a provisioning client can do, and keeps sessions and keys made by it', async () => {
      const { owner } = account;
      const { token } = await signIn('owner@example.com');
      const key = await makeKey(token);
      const ssoToken = await openSession(owner, 'identity-provider');
      const ssoKey = await makeKey(ssoToken);
      await change(owner, { active: false, admin: false, emails: [{ value: 'taken-over@evil.example' }], userName: 'other@example.com' });
      expect(await caller(token)).toMatchObject({ role: 'owner' });
      expect(await keyCaller(key)).toMatchObject({ role: 'owner' });
      expect(await caller(ssoToken)).toBeUndefined();
      expect(await keyCaller(ssoKey)).toBeUndefined();
      await expect(openSession(owner, 'identity-provider')).rejects.toMatchObject({ code: 'user_inactive' });
      await expect(signIn('taken-over@evil.example')).rejects.toMatchObject({ code: 'credentials_invalid' });
      await remove(owner);
      expect(await caller(token)).toMatchObject({ role: 'owner' });
      await signIn('OWNER@example.com');
      expect(await events()).toEqual(expect.arrayContaining(['owner.deprovisioned', 'owner.email_changed']));
      expect((await events()).filter((action) => action === 'owner.deprovisioned')).toHaveLength(2);
    });

    it('shows what was provisioned, so that the identity provider stays in step', async () => {
      const { user } = await change(account.owner, { admin: true, active: false });
      expect(user).toMatchObject({ owner: true, admin: true, active: false });
      expect((await change(account.owner, { admin: false })).user.admin).toBe(false);
      expect(await events()).toContain('owner.admin_revoked');
    });

    it('is unknown to SCIM after a DELETE, and provisioned again by a POST of the same person', async () => {
      await remove(account.owner);
      expect(await total()).toBe(0);
      await expect(change(account.owner, { givenName: 'x' })).rejects.toMatchObject({ code: 'user_unknown' });
      await expect(remove(account.owner)).rejects.toMatchObject({ code: 'user_unknown' });
      expect(await directory.run((tx) => people.findPersonForSignIn(tx, account.id, { nameId: 'owner@example.com' }))).toBeNull();
      const again = await account.provision({ userName: 'Owner@example.com', givenName: 'Anew', externalId: '00u9' });
      expect(again).toMatchObject({ id: account.owner.id, givenName: 'Anew', userName: 'Owner@example.com', owner: true, hiddenFromScim: false, managedBy: account.integrationId });
      expect(await total()).toBe(1);
      await expect(account.provision({ userName: 'owner@example.com' })).rejects.toMatchObject({ code: 'user_conflict' });
      await signIn('owner@example.com');
    });

    it('is created by no provisioning client', async () => {
      await expect(account.provision({ userName: 'x@example.com', owner: true })).rejects.toThrow(/admin API alone/);
      const user = await account.provision({ userName: 'y@example.com' });
      await expect(change(user, { staff: true })).rejects.toThrow(/admin API alone/);
      await expect(change(user, { passwordHash: 'x' })).rejects.toThrow(/admin API alone/);
    });

    it.each([
      ['demoted', { owner: false }],
      ['deactivated', { active: false }],
      ['left without a password', { passwordHash: null }],
    ])('who is the last one is not %s', async (_, changes) => {
      await expect(change(account.owner, changes, account.administration)).rejects.toMatchObject({ code: 'last_owner', status: 409 });
      await expect(remove(account.owner, account.administration)).rejects.toMatchObject({ code: 'last_owner', status: 409 });
      await signIn('owner@example.com');
    });

    it('who is not the last one can be deactivated by an owner: then no password helps, nor SCIM', async () => {
      const second = await createOwner('second@example.com');
      const { token } = await signIn('second@example.com');
      await change(second, { active: false }, account.administration);
      expect(await caller(token)).toBeUndefined();
      await change(second, { active: true }, account.provisioning);
      await expect(signIn('second@example.com')).rejects.toMatchObject({ code: 'user_inactive', status: 403 });
      await change(second, { active: true }, account.administration);
      await signIn('second@example.com');
    });

    it('stays, when two owners take the role from each other at the same time', async () => {
      const second = await createOwner('second@example.com');
      const outcomes = await Promise.allSettled([change(second, { owner: false }, account.administration), change(account.owner, { owner: false }, account.administration)]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const owners = await directory.get(UserRepository).listOwners(directory.database.reads, account.id);
      expect(owners).toHaveLength(1);
    });

    it('is out of reach of administrators who are neither owner nor staff', async () => {
      const user = await account.provision({ userName: 'ada@example.com' });
      for (const changes of [{ active: false }, { owner: false }, { userName: 'x' }, { emails: [] }, { signInEmail: 'x@example.com' }, { passwordHash: 'x' }, { admin: true }])
        await expect(change(account.owner, changes, account.asAdmin)).rejects.toMatchObject({ code: 'owner_protected', status: 403 });
      await expect(remove(account.owner, account.asAdmin)).rejects.toMatchObject({ code: 'owner_protected' });
      await expect(change(user, { owner: true }, account.asAdmin)).rejects.toMatchObject({ code: 'owner_protected' });
      await expect(directory.run((tx) => people.create(tx, account.asAdmin, { userName: 'x', owner: true }))).rejects.toMatchObject({ code: 'owner_protected' });
      await expect(change(user, { passwordHash: 'x' }, account.asAdmin)).rejects.toMatchObject({ code: 'forbidden' });
      await change(account.owner, { displayName: 'The boss' }, account.asAdmin);
      await change(user, { admin: true }, account.asAdmin);
    });

    it('signs in with an address that nobody else of the account signs in with', async () => {
      await createOwner('second@example.com');
      await expect(change(account.owner, { signInEmail: 'Second@example.com' }, account.administration)).rejects.toMatchObject({ code: 'user_conflict', status: 409 });
      await change(account.owner, { userName: 'moved@example.com', emails: [{ value: 'moved@example.com' }] });
      await expect(createOwner('owner@example.com')).rejects.toMatchObject({ code: 'user_conflict', members: { attribute: 'signInEmail' } });
      await account.provision({ userName: 'owner@example.com' });
      await signIn('owner@example.com');
    });

    it('moves the sign-in address along only at the word of an owner or staff', async () => {
      await change(account.owner, { emails: [{ value: 'new@example.com' }] }, account.administration);
      await signIn('new@example.com');
      await expect(signIn('owner@example.com')).rejects.toMatchObject({ code: 'credentials_invalid' });
    });

    const createOwner = async (email: string) => {
      const passwordHash = await directory.get(UserRepository).findPasswordHash(directory.database.reads, account.owner.id);
      const { user } = await directory.run((tx) => people.create(tx, account.administration, { userName: email, emails: [{ value: email }], owner: true, passwordHash }));
      return user;
    };
  });

  describe('staff', () => {
    it('is made and changed by staff alone, not by owners', async () => {
      const asOwner = { ...account.administration, rights: { role: 'owner', staff: false } } as const;
      const { user } = await directory.run((tx) => people.create(tx, account.administration, { userName: 'tam@example.com', staff: true }));
      await expect(directory.run((tx) => people.create(tx, asOwner, { userName: 'x', staff: true }))).rejects.toMatchObject({ code: 'staff_protected', status: 403 });
      for (const changes of [{ staff: false }, { passwordHash: 'x' }, { active: false }, { signInEmail: 'x@example.com' }])
        await expect(change(user, changes, asOwner)).rejects.toMatchObject({ code: 'staff_protected' });
      await expect(remove(user, asOwner)).rejects.toMatchObject({ code: 'staff_protected' });
    });
  });

  it('finds the person of a sign-in by userName, else by primary e-mail, in the account alone', async () => {
    const user = await account.provision({ userName: 'ada', emails: [{ value: 'other@example.com' }, { value: 'Ada@Example.com', primary: true }] });
    const other = await directory.createAccount('someone@example.com');
    const find = (accountId: string, nameId: string) => directory.run((tx) => people.findPersonForSignIn(tx, accountId, { nameId }));
    expect((await find(account.id, 'ADA'))?.id).toBe(user.id);
    expect((await find(account.id, 'ada@example.com'))?.id).toBe(user.id);
    expect(await find(account.id, 'other@example.com')).toBeNull();
    expect(await find(account.id, 'ada@example.com\u0000')).toBeNull();
    expect(await find(other.id, 'ada@example.com')).toBeNull();
  });

  it('counts in step with what SCIM shows', async () => {
    const users = await Promise.all(['a', 'b', 'c', 'd'].map((name) => account.provision({ userName: name })));
    expect(await total()).toBe(5);
    await remove(users[0] as UserEntity);
    await remove(account.owner);
    expect(await total()).toBe(3);
    await change(account.owner, { active: true }, account.administration);
    expect(await total()).toBe(4);
  });
});
