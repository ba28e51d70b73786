import { jest } from '@jest/globals';
import { AuditTrail } from '@app/audit';
import { DAY, FrozenClock, HOUR, MINUTE, SecretSealer } from '@app/kernel';
import { AccountRepository, AuditEventRepository, Database, IntegrationRepository, ScimCredentialRepository } from '@app/persistence';
import { loadSettings } from '@app/settings';
import { PasswordHasher } from './password-hasher.js';
import { ProvenSecrets } from './proven-secrets.js';
import { ScimCredentialIssuer } from './scim-credential-issuer.js';
import { ScimCredentialReader } from './scim-credential-reader.js';
import { ScimCredentialUse } from './scim-credential-use.js';
import { ScimCredentials, type ScimVerification } from './scim-credentials.js';
import { newScimSecret, newScimUsername } from './scim-secret.js';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';

const origin = { address: '192.0.2.1', reference: 'AAAA-BBBB-CCCC' };

describe.each(engines)('SCIM credentials on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  const clock = new FrozenClock();
  const sealer = new SecretSealer(['k'.repeat(32)]);
  const rows = new ScimCredentialRepository();
  const integrations = new IntegrationRepository();
  const auditEvents = new AuditEventRepository();

  /** What one instance of the service holds. */
  const instance = () => {
    const hasher = new PasswordHasher(loadSettings({ BCRYPT_COST: '4', SECRET_KEY: 'k'.repeat(32) }));
    const hashing = jest.spyOn(hasher, 'verify');
    const use = new ScimCredentialUse(rows, database.unitOfWork, new AuditTrail(auditEvents, clock), clock);
    return { hasher, hashing, credentials: new ScimCredentials(rows, database.reads, new ProvenSecrets(hasher), use, clock) };
  };
  const issuer = () => new ScimCredentialIssuer(instance().hasher, sealer, rows, clock);
  const see = async (id: string) => {
    const view = (await new ScimCredentialReader(rows, sealer).read(database.reads, [id])).get(id);
    if (!view) throw new Error('no view');
    return view;
  };
  const issue = async (id: string, graceMs = 0) => {
    const generated = await issuer().generate();
    await database.unitOfWork.run((tx) => issuer().issue(tx, id, generated, graceMs));
    const { password, token } = await see(id);
    return { password: password as string, token: token as string };
  };
  const setUp = async () => {
    const id = newScimUsername();
    const times = { createdAt: 1, updatedAt: 1 };
    const account = { id: `account-${id}`, name: 'Acme', ssoRequired: false, preferences: {}, ...times };
    const metadata = { issuer: null, metadataUrl: null, metadataXml: null, metadataReadAt: null, provided: {}, options: {} };
    const integration = { id, accountId: account.id, provider: 'okta', name: 'Okta', entityId: id, uniqueIdentifier: id, verifiedAt: 1, scimEnabled: true, scimUsername: id, version: 1 };
    await database.unitOfWork.run(async (tx) => {
      await new AccountRepository().insert(tx, account);
      await integrations.insert(tx, { ...integration, ...metadata, ...times } as never);
    });
    return { id, accountId: account.id, username: id, ...(await issue(id)) };
  };
  const reason = (verification: ScimVerification) => (verification.accepted ? 'accepted' : verification.reason);

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('say whose they are, by Basic and by Bearer', async () => {
    const { id, accountId, username, password, token } = await setUp();
    const { credentials } = instance();
    const integration = { id, accountId, provider: 'okta', name: 'Okta', scimEnabled: true };
    expect(await credentials.verifyBasic(username, password, origin)).toMatchObject({ accepted: true, integration });
    expect(await credentials.verifyBearer(token, origin)).toMatchObject({ accepted: true, integration });
  });

  it('have 256 bits, fit into what bcrypt reads, and are stored as a hash and sealed', async () => {
    const { id, password, token } = await setUp();
    expect(password).toMatch(/^scimpw_[\w-]{65}$/);
    expect(token).toMatch(/^scimtk_[\w-]{65}$/);
    const stored = await database.unitOfWork.run((tx) => rows.findToken(tx, token.slice(7, 29)));
    expect(stored?.credential?.secretHash).toMatch(/^\$2b\$04\$/);
    const [row] = await rows.list(database.reads, [id]);
    expect(row?.sealedSecret).not.toContain(password.slice(29));
    expect(row).toMatchObject({ secretHash: undefined });
  });

  it('open nothing as one another, with another username, or with a character changed', async () => {
    const { username, password, token } = await setUp();
    const other = await setUp();
    const { credentials } = instance();
    const changed = (text: string) => `${text.slice(0, -2)}${text.at(-2) === 'A' ? 'B' : 'A'}${text.at(-1)}`;
    expect(reason(await credentials.verifyBasic(username, token, origin))).toBe('wrong');
    expect(reason(await credentials.verifyBearer(password, origin))).toBe('unknown');
    expect(reason(await credentials.verifyBasic(other.username, password, origin))).toBe('wrong');
    expect(reason(await credentials.verifyBasic(username, changed(password), origin))).toBe('wrong');
    expect(reason(await credentials.verifyBearer(changed(token), origin))).toBe('wrong');
    expect(reason(await credentials.verifyBearer(newScimSecret('token').text, origin))).toBe('unknown');
  });

  it.each(['', ':', '\0', 'x'.repeat(10_000), "' OR 1=1 --", 'scim-', 'ä'])('open nothing when they are %p', async (text) => {
    const { username, password } = await setUp();
    const { credentials } = instance();
    expect(reason(await credentials.verifyBasic(text, password, origin))).toBe('unknown');
    expect(reason(await credentials.verifyBasic(username, text, origin))).toBe('wrong');
    expect(reason(await credentials.verifyBasic(`${username}${text || ' '}`, password, origin))).toBe('unknown');
    expect(reason(await credentials.verifyBasic(username, `${password}${text || ' '}`, origin))).toBe('wrong');
    expect(reason(await credentials.verifyBearer(text, origin))).toBe('unknown');
  });

  it('cost one hash the first time and none from then on', async () => {
    const { username, password } = await setUp();
    const { credentials, hashing } = instance();
    for (let request = 0; request < 5; request += 1) expect(await credentials.verifyBasic(username, password, origin)).toMatchObject({ accepted: true });
    expect(hashing).toHaveBeenCalledTimes(1);
  });

  it('cost one hash when a burst presents them for the first time, and one line in the audit trail', async () => {
    const { accountId, username, password } = await setUp();
    const { credentials, hashing } = instance();
    const burst = await Promise.all(Array.from({ length: 50 }, () => credentials.verifyBasic(username, password, origin)));
    expect(burst.every(({ accepted }) => accepted)).toBe(true);
    expect(hashing).toHaveBeenCalledTimes(1);
    const events = await auditEvents.listByAccount(database.reads, accountId, { limit: 10 });
    expect(events).toMatchObject([{ action: 'scim_credential.first_used', actorKind: 'provisioning-client', ...origin }]);
  });

  it('cost a hash for every wrong one, and for a name that nobody has', async () => {
    const { username, password } = await setUp();
    const { credentials, hashing, hasher } = instance();
    const nothing = jest.spyOn(hasher, 'verifyNothing');
    const wrong = `${password.slice(0, -3)}${password.at(-3) === 'A' ? 'B' : 'A'}${password.slice(-2)}`;
    await credentials.verifyBasic(username, wrong, origin);
    await credentials.verifyBasic(username, wrong, origin);
    expect(hashing).toHaveBeenCalledTimes(2);
    await credentials.verifyBasic('nobody', password, origin);
    await credentials.verifyBasic(username, 'short', origin);
    await credentials.verifyBearer(newScimSecret('token').text, origin);
    expect(nothing).toHaveBeenCalledTimes(3);
  });

  it('ask the rate limit before a hash and not for a client that was let in before', async () => {
    const { id, username, password } = await setUp();
    const { credentials, hashing } = instance();
    const beforeHashing = jest.fn<(integrationId: string | null) => Promise<void>>().mockRejectedValueOnce(new Error('too many'));
    const attempt = (name = username) => credentials.verifyBasic(name, password, { ...origin, beforeHashing });
    await expect(attempt()).rejects.toThrow('too many');
    expect(hashing).not.toHaveBeenCalled();
    await attempt();
    await attempt();
    await attempt('nobody');
    expect(beforeHashing.mock.calls).toEqual([[id], [id], [null]]);
  });

  it('can be read until they were used for the first time, each by itself', async () => {
    const { id, username, password, token } = await setUp();
    const { credentials } = instance();
    expect(await see(id)).toMatchObject({ issued: true, password, token, lastUsedAt: null });
    await credentials.verifyBasic(username, password, origin);
    expect(await see(id)).toMatchObject({ issued: true, password: undefined, token, lastUsedAt: clock.millis() });
    await credentials.verifyBearer(token, origin);
    expect(await see(id)).toMatchObject({ issued: true, password: undefined, token: undefined });
  });

  it('note their last use once a minute, not with every request', async () => {
    const { id, username, password } = await setUp();
    const { credentials } = instance();
    const use = async () => {
      await credentials.verifyBasic(username, password, origin);
      await database.unitOfWork.drain();
    };
    await use();
    const first = clock.millis();
    clock.advance(MINUTE - 1);
    await use();
    expect((await see(id)).lastUsedAt).toBe(first);
    clock.advance(1);
    await use();
    expect((await see(id)).lastUsedAt).toBe(clock.millis());
  });

  it('go on for the grace period after a rotation, under the same username, and then end', async () => {
    const { id, username, password, token } = await setUp();
    const { credentials } = instance();
    await credentials.verifyBasic(username, password, origin);
    const next = await issue(id, 24 * HOUR);
    expect(next.password).not.toBe(password);
    clock.advance(24 * HOUR - 1);
    expect(await credentials.verifyBasic(username, password, origin)).toMatchObject({ accepted: true });
    expect(await credentials.verifyBasic(username, next.password, origin)).toMatchObject({ accepted: true });
    clock.advance(1);
    expect(reason(await credentials.verifyBasic(username, password, origin))).toBe('ended');
    expect(reason(await credentials.verifyBearer(token, origin))).toBe('ended');
    expect(await credentials.verifyBasic(username, next.password, origin)).toMatchObject({ accepted: true });
  });

  it('end at once, on every instance, when the rotation gives no grace', async () => {
    const { id, username, password } = await setUp();
    const [here, there] = [instance(), instance()];
    for (const { credentials } of [here, there]) expect(await credentials.verifyBasic(username, password, origin)).toMatchObject({ accepted: true });
    const second = await issue(id, 24 * HOUR);
    const third = await issue(id, 0);
    for (const { credentials } of [here, there]) {
      expect(reason(await credentials.verifyBasic(username, password, origin))).toBe('ended');
      expect(reason(await credentials.verifyBasic(username, second.password, origin))).toBe('ended');
      expect(await credentials.verifyBasic(username, third.password, origin)).toMatchObject({ accepted: true });
    }
  });

  it('do not live longer because they are rotated again', async () => {
    const { id, username, password } = await setUp();
    await issue(id, HOUR);
    await issue(id, 24 * HOUR);
    clock.advance(HOUR);
    expect(reason(await instance().credentials.verifyBasic(username, password, origin))).toBe('ended');
  });

  it('cannot be read after a rotation, used or not', async () => {
    const { id, password } = await setUp();
    await issue(id, 24 * HOUR);
    expect(await see(id)).toMatchObject({ issued: true, password: expect.not.stringMatching(password) });
    const sealed = (await rows.list(database.reads, [id])).filter(({ sealedSecret }) => sealedSecret !== null);
    expect(sealed).toHaveLength(2);
  });

  it('are forgotten a month after their end', async () => {
    const { id, username, password } = await setUp();
    await issue(id, 0);
    clock.advance(30 * DAY + 1);
    await issue(id, 0);
    expect(reason(await instance().credentials.verifyBasic(username, password, origin))).toBe('wrong');
    expect(await rows.list(database.reads, [id])).toHaveLength(4);
  });

  it('end with the integration', async () => {
    const { id, username, password, token } = await setUp();
    const { credentials } = instance();
    await credentials.verifyBasic(username, password, origin);
    await database.unitOfWork.run((tx) => integrations.delete(tx, id));
    expect(reason(await credentials.verifyBasic(username, password, origin))).toBe('unknown');
    expect(reason(await credentials.verifyBearer(token, origin))).toBe('unknown');
  });

  it('stay hidden, not in the way, when the key that sealed them is lost', async () => {
    const { id } = await setUp();
    const reader = new ScimCredentialReader(rows, new SecretSealer(['other'.repeat(8)]));
    jest.spyOn(reader['log'], 'error').mockReturnValue();
    expect((await reader.read(database.reads, [id])).get(id)).toMatchObject({ issued: true, password: undefined });
  });
});
