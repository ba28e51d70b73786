import { DAY, HOUR, MINUTE } from '@app/kernel';
import { AccountRepository, SessionRepository, UserRepository, type UserEntity } from '@app/persistence';
import { engines } from '../../../../test/support/databases.js';
import { PASSWORD, type TestAccount, TestDirectory } from '../../../../test/support/directory.js';
import { CreateApiKey } from '../api-keys/create-api-key.js';
import type { Caller } from '../callers/caller.js';
import { Callers, FirstAccount, Sessions, SignInWithPassword, type NewSession } from '../index.js';

const from = { address: '192.0.2.1', reference: 'TEST', userAgent: null };

describe.each(engines)('sessions on %s', (engine) => {
  let directory: TestDirectory;
  let account: TestAccount;
  let user: UserEntity;

  beforeAll(async () => {
    directory = await TestDirectory.open(engine, { SESSION_HOURS: '24', SESSION_IDLE_MINUTES: '60' });
  });
  beforeEach(async () => {
    account = await directory.createAccount();
    user = await account.provision({ userName: 'ada@example.com', admin: true });
  });
  afterAll(() => directory.close());

  const open = async (more: Partial<NewSession> = {}) => (await directory.run((tx) => directory.get(Sessions).open(tx, { userId: user.id, accountId: account.id, origin: 'identity-provider', ...more }))).token;
  const caller = (token: string) => directory.get(Callers).bySessionToken(token, from);
  const settled = () => directory.database.unitOfWork.drain();
  const list = () => directory.get(SessionRepository).listByUser(directory.database.reads, user.id, { now: 0, seenAfter: 0, limit: 50 });

  it('are known by a token of 256 bits, of which the database has the digest alone', async () => {
    const token = await open({ address: '192.0.2.7', userAgent: 'x'.repeat(1000) });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [row] = await list();
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row).toMatchObject({ address: '192.0.2.7', userAgent: 'x'.repeat(300) });
    expect(await caller(token)).toMatchObject({ userId: user.id, accountId: account.id, role: 'admin', staff: false, origin: 'identity-provider', actor: { kind: 'user', id: user.id, name: 'ada@example.com', address: '192.0.2.1', reference: 'TEST' } });
    expect(await caller(`${token}x`)).toBeUndefined();
  });

  it('end when nobody has used them for a time, and live on while they are used', async () => {
    const token = await open();
    for (let use = 0; use < 3; use += 1) {
      directory.clock.advance(59 * MINUTE);
      expect(await caller(token)).toBeDefined();
      await settled();
    }
    directory.clock.advance(60 * MINUTE);
    expect(await caller(token)).toBeUndefined();
  });

  it('end at their absolute end, however much they are used', async () => {
    const token = await open();
    for (let hour = 0; hour < 24; hour += 1) {
      expect(await caller(token)).toBeDefined();
      await settled();
      directory.clock.advance(HOUR - (hour === 23 ? 0 : 1));
    }
    directory.clock.advance(MINUTE);
    expect(await caller(token)).toBeUndefined();
  });

  it('end when the identity provider says so, if that is before', async () => {
    const token = await open({ notAfter: directory.clock.millis() + 10 * MINUTE });
    directory.clock.advance(9 * MINUTE);
    expect(await caller(token)).toBeDefined();
    directory.clock.advance(MINUTE);
    expect(await caller(token)).toBeUndefined();
  });

  it('note their last use at most once a minute', async () => {
    const token = await open();
    const lastSeenAt = (await list())[0]?.lastSeenAt as number;
    directory.clock.advance(59_000);
    await caller(token);
    await settled();
    expect((await list())[0]?.lastSeenAt).toBe(lastSeenAt);
    directory.clock.advance(1_000);
    await Promise.all([caller(token), caller(token)]);
    await settled();
    expect((await list())[0]?.lastSeenAt).toBe(lastSeenAt + MINUTE);
  });

  it('carry the rights that the user has now', async () => {
    const token = await open();
    await directory.run((tx) => directory.get(UserRepository).update(tx, user.id, { admin: false }));
    expect(await caller(token)).toMatchObject({ role: 'member' });
    await directory.run((tx) => directory.get(UserRepository).update(tx, user.id, { owner: true, staff: true }));
    expect(await caller(token)).toMatchObject({ role: 'admin', staff: false });
    expect(await caller(await open({ origin: 'password' }))).toMatchObject({ role: 'owner', staff: true });
  });

  it('are none for a user whose row says inactive, even if they are still there', async () => {
    const token = await open();
    await directory.run((tx) => directory.get(UserRepository).update(tx, user.id, { active: false }));
    expect(await caller(token)).toBeUndefined();
  });

  it('end by single logout for the NameID, and for the SessionIndex where it is named', async () => {
    const of = { integrationId: account.integrationId, nameId: 'ada@example.com' };
    const [first, second, other] = [await open({ ...of, sessionIndex: '1' }), await open({ ...of, sessionIndex: '2' }), await open({ ...of, nameId: 'bob', sessionIndex: '1' })];
    const end = (subject: Parameters<Sessions['endByIntegration']>[1]) => directory.run((tx) => directory.get(Sessions).endByIntegration(tx, subject));
    expect(await end({ ...of, sessionIndex: '1' })).toBe(1);
    expect([await caller(first), await caller(second), await caller(other)].map(Boolean)).toEqual([false, true, true]);
    expect(await end({ ...of, integrationId: 'another' })).toBe(0);
    expect(await end(of)).toBe(1);
    expect(await directory.run((tx) => directory.get(Sessions).endAllOfIntegration(tx, account.integrationId))).toBe(1);
    expect(await caller(other)).toBeUndefined();
  });

  it('by password are refused where the account takes none, but to owners and staff', async () => {
    const token = await open({ origin: 'password' });
    await directory.run((tx) => directory.get(AccountRepository).update(tx, account.id, { ssoRequired: true }));
    expect(await caller(token)).toBeUndefined();
    await expect(open({ origin: 'password' })).rejects.toMatchObject({ code: 'sso_required', status: 403 });
    expect(await caller(await open({ origin: 'password', userId: account.owner.id }))).toMatchObject({ role: 'owner' });
    await directory.get(SignInWithPassword).signIn({ email: 'owner@example.com', password: PASSWORD, accountId: account.id }, from);
  });

  it('leave API keys with their own end', async () => {
    const by = (await caller(await open())) as Caller;
    const { key } = await directory.get(CreateApiKey).create(by, account.id, { name: 'k', scopes: ['read'], expiresAt: directory.clock.millis() + DAY });
    directory.clock.advance(DAY - 1);
    expect(await directory.get(Callers).byApiKey(key, from)).toMatchObject({ scopes: ['read'] });
    directory.clock.advance(1);
    expect(await directory.get(Callers).byApiKey(key, from)).toBeUndefined();
  });
});

describe.each(engines)('the first start on %s', (engine) => {
  it('makes one account with its owner, who is also staff, however many instances start at once', async () => {
    const directory = await TestDirectory.open(engine, { BOOTSTRAP_EMAIL: 'First@Example.com' });
    const first = directory.get(FirstAccount);
    const outcomes = await Promise.all([first.ensure(), first.ensure(), first.ensure()]);
    const [owner, ...more] = outcomes.filter((outcome) => outcome !== null);
    expect(more).toEqual([]);
    expect(owner).toMatchObject({ email: 'First@Example.com', generatedPassword: expect.stringMatching(/^[\w-]{24}$/) });
    expect(await first.ensure()).toBeNull();
    const { session, user } = await directory.get(SignInWithPassword).signIn({ email: 'first@example.com', password: owner?.generatedPassword ?? '' }, from);
    expect(user).toMatchObject({ userName: 'First@Example.com', givenName: 'Account', familyName: 'Owner', owner: true, staff: true });
    expect(session.origin).toBe('password');
    await directory.close();
  });

  it('prints no password that was set', async () => {
    const directory = await TestDirectory.open(engine, { BOOTSTRAP_PASSWORD: PASSWORD });
    expect(await directory.get(FirstAccount).ensure()).toEqual({ email: 'owner@example.com', generatedPassword: null });
    await directory.close();
  });
});
