import { X509Certificate, createPrivateKey } from 'node:crypto';
import { systemActor } from '@app/audit';
import { DAY, FrozenClock, SecretSealer } from '@app/kernel';
import { Database, ServiceKeyRepository } from '@app/persistence';
import { createTestDatabase, engines, type TestDatabase } from '../../../../test/support/databases.js';
import { PUBLISHED_BEFORE_USE, RollOver } from './roll-over.js';
import { ServiceKeys } from './service-keys.js';

describe.each(engines)("the service's keys on %s", (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  let clock: FrozenClock;
  const repository = new ServiceKeyRepository();

  const instance = () => new ServiceKeys(repository, database.unitOfWork, database.reads, new SecretSealer(['a key of the tests that seals nothing of value']), clock, { publicUrl: 'https://login.example.com' } as never);
  const fits = (privateKey: string, certificate: string) => new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));

  beforeEach(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
    clock = new FrozenClock();
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('are made once, also by two instances at once', async () => {
    const [left, right] = await Promise.all([instance().certificates(), instance().certificates()]);
    expect(left).toEqual(right);
    expect(left).toHaveLength(1);
    expect(fits(await instance().signingKey(), left[0])).toBe(true);
  });

  it('are sealed in the database', async () => {
    const keys = instance();
    await keys.certificates();
    const [stored] = await repository.listSealed(database.reads);
    expect(stored?.sealedPrivateKey).not.toContain('PRIVATE KEY');
    expect((await repository.list(database.reads))[0]?.sealedPrivateKey).toBeUndefined();
  });

  const rollOver = (keys: ServiceKeys) => new RollOver(keys, repository, { record: async () => undefined } as never, database.unitOfWork, clock);
  const by = { accountId: 'acme', actor: systemActor };

  it('roll over: the next certificate is published a week before its key signs, both decrypt, and the old one goes with the one after', async () => {
    const keys = instance();
    const [first] = await keys.certificates();
    expect(await rollOver(keys).publish(by)).toMatchObject({ generation: 2, state: 'next', signsFrom: clock.millis() + PUBLISHED_BEFORE_USE });
    const published = await keys.certificates();
    expect(published[0]).toBe(first);
    expect(published).toHaveLength(2);
    expect(fits(await keys.signingKey(), first)).toBe(true);
    expect(await keys.decryptionKeys()).toHaveLength(2);

    clock.advance(PUBLISHED_BEFORE_USE);
    const second = published[1] as string;
    expect((await keys.certificates())[0]).toBe(second);
    expect(fits(await keys.signingKey(), second)).toBe(true);

    clock.advance(30 * DAY);
    await rollOver(keys).publish(by);
    const rest = await keys.certificates();
    expect(rest).toHaveLength(2);
    expect(rest).not.toContain(first);
  });

  it('roll over once, also where two instances publish at once', async () => {
    const keys = instance();
    await keys.certificates();
    const outcomes = await Promise.allSettled([rollOver(keys).publish(by), rollOver(instance()).publish(by)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await keys.certificates()).toHaveLength(2);
  });
});
