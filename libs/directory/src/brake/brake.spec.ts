import { AuditEventRepository, IntegrationRepository, ResourceCountRepository, UserRepository, type IntegrationEntity, type UserEntity } from '@app/persistence';
import { HOUR, MINUTE } from '@app/kernel';
import { engines } from '../../../../test/support/databases.js';
import { type TestAccount, TestDirectory } from '../../../../test/support/directory.js';
import type { Caller } from '../callers/caller.js';
import { ChangeAccount } from '../accounts/change-account.js';
import { type BrakeDecision, DecideOnBrake, HoldDeactivation, People, ReadBrakes, type Brake, type ChangeContext, type PersonChanges } from '../index.js';
import { mostDeactivations, retryAfterSeconds } from './brake-rules.js';

const caller = { actor: { kind: 'user', id: 'u', name: 'dana@acme.example', address: null, reference: null } } as Caller;

describe('the limit of the brake', () => {
  it.each([
    [3, 5],
    [10, 5],
    [25, 5],
    [29, 5],
    [30, 6],
    [49, 9],
    [1_000_000, 200_000],
  ])('of %d people lets %d go within an hour: 20 %%, and 5 whatever share they are', (people, limit) => {
    expect(mostDeactivations({ percent: 20, people: 5 }, people)).toBe(limit);
  });

  it('asks a client to come again after as long as the question has been open, from 2 minutes to 4 hours', () => {
    expect([0, MINUTE, 10 * MINUTE, 10 * MINUTE + 1, 9 * HOUR].map(retryAfterSeconds)).toEqual([120, 120, 600, 601, 14_400]);
  });
});

describe.each(engines)('the brake on mass deprovisioning on %s', (engine) => {
  let directory: TestDirectory;
  let account: TestAccount;
  let people: readonly UserEntity[];

  beforeAll(async () => {
    directory = await TestDirectory.open(engine);
  });
  beforeEach(async () => {
    account = await directory.createAccount();
    people = await provision(9);
  });
  afterAll(() => directory.close());

  const provision = async (count: number, group = Math.random()) => {
    const made: UserEntity[] = [];
    for (let number = 0; number < count; number += 1) made.push(await account.provision({ userName: `person${number}.${group}@example.com` }));
    return made;
  };
  /** As SCIM does it: what was refused is told of before it is answered. */
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      return 'done';
    } catch (refusal) {
      await directory.get(HoldDeactivation).note(refusal);
      return refusal as { code: string; status: number; detail: string; headers: Record<string, string> };
    }
  };
  const change = (user: UserEntity, changes: PersonChanges, context: ChangeContext = account.provisioning) => attempt(() => directory.run((tx) => directory.get(People).change(tx, context, user.id, changes)));
  const deactivate = (user: UserEntity, context?: ChangeContext) => change(user, { active: false }, context);
  const remove = (user: UserEntity, context: ChangeContext = account.provisioning) => attempt(() => directory.run((tx) => directory.get(People).remove(tx, context, user.id)));
  const read = async (user: UserEntity) => (await directory.get(UserRepository).find(directory.database.reads, account.id, user.id)) as UserEntity;
  const brake = async (id = account.integrationId) => (await directory.get(ReadBrakes).of(account.id, [id])).get(id) as Brake;
  const decide = async (decision: BrakeDecision, id = account.integrationId) => {
    const integration = (await directory.get(IntegrationRepository).findById(directory.database.reads, id)) as IntegrationEntity;
    await directory.get(DecideOnBrake).decide(integration, decision, caller);
  };
  const events = async (action: string) => directory.get(AuditEventRepository).listByAccount(directory.database.reads, account.id, { limit: 200 }, { action });
  const outcomesOf = async (attempts: Promise<unknown>[]) => (await Promise.all(attempts)).map((outcome) => (outcome === 'done' ? outcome : (outcome as { code: string }).code));
  const activeUsers = () => directory.get(ResourceCountRepository).total(directory.database.reads, account.id, 'active-user');

  it('lets five people of ten go, and pauses the client at the sixth, who stays as he was', async () => {
    for (const user of people.slice(0, 5)) expect(await deactivate(user)).toBe('done');
    const refusal = await deactivate(people[5]!);
    expect(refusal).toMatchObject({ code: 'provisioning_paused', status: 429, headers: { 'retry-after': '120' } });
    expect(await read(people[5]!)).toMatchObject({ active: true, version: 1 });
    expect(await brake()).toMatchObject({ state: 'paused', deactivations: 5, limit: 5, waiting: 1 });
    for (const user of people.slice(0, 5)) expect(await read(user)).toMatchObject({ active: false });
  });

  it('counts deletions of active people likewise, and not those of people who are inactive already', async () => {
    for (const user of people.slice(0, 3)) expect(await deactivate(user)).toBe('done');
    for (const user of people.slice(0, 3)) expect(await remove(user)).toBe('done');
    for (const user of people.slice(3, 5)) expect(await remove(user)).toBe('done');
    expect(await remove(people[5]!)).toMatchObject({ code: 'provisioning_paused' });
    expect(await read(people[5]!)).toMatchObject({ active: true });
  });

  it('does not count somebody who is deactivated a second time', async () => {
    for (let time = 0; time < 8; time += 1) expect(await deactivate(people[0]!)).toBe('done');
    expect(await brake()).toMatchObject({ state: 'watching', deactivations: 1 });
  });

  it('counts who is without access: somebody who comes back counts no more, whoever brought him back', async () => {
    for (let time = 0; time < 8; time += 1) {
      expect(await deactivate(people[0]!)).toBe('done');
      expect(await change(people[0]!, { active: true }, time % 2 ? account.administration : account.provisioning)).toBe('done');
    }
    expect(await brake()).toMatchObject({ state: 'watching', deactivations: 0 });
  });

  it('takes the share of the active people, those included who lost access within the hour', async () => {
    const many = [...people, ...(await provision(30))];
    const inactive = await provision(10);
    for (const user of inactive) expect(await deactivate(user, account.administration)).toBe('done');
    expect(await activeUsers()).toBe(40);
    const outcomes = [];
    for (const user of many.slice(0, 9)) outcomes.push(await deactivate(user));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(8);
    expect(await brake()).toMatchObject({ deactivations: 8, limit: 8 });
  });

  // SQLite has one who writes at a time: nothing changes meanwhile.
  if (engine === 'postgres') describe('that changes between the look at it and the commit', () => {
    const before: BrakeDecision = { decision: 'allow', hours: 1 };
    const refuse: BrakeDecision = { decision: 'refuse', reason: null };
    /** A deactivation during whose first run, after everything it does itself, something else happens; how often it ran. */
    const deactivateWhile = async (user: UserEntity, happens: () => Promise<unknown>) => {
      let runs = 0;
      const outcome = await attempt(() =>
        directory.run(async (tx) => {
          runs += 1;
          await directory.get(People).change(tx, account.provisioning, user.id, { active: false });
          if (runs === 1) await happens();
        }),
      );
      return { outcome, runs };
    };

    it.each([
      ['watched, is refused', undefined],
      ['was allowed, is refused', before],
    ])('counts: who %s', async (_, first) => {
      expect(await deactivate(people[0]!)).toBe('done');
      if (first) await decide(first);
      expect(await deactivateWhile(people[1]!, () => decide(refuse))).toMatchObject({ outcome: { code: 'provisioning_refused' }, runs: 2 });
      expect(await read(people[1]!)).toMatchObject({ active: true, version: 1 });
    });

    it('counts: the last place goes to whoever commits first', async () => {
      for (const user of people.slice(0, 4)) expect(await deactivate(user)).toBe('done');
      expect(await deactivateWhile(people[4]!, async () => expect(await deactivate(people[5]!)).toBe('done'))).toMatchObject({ outcome: { code: 'provisioning_paused' }, runs: 2 });
      expect(await brake()).toMatchObject({ state: 'paused', deactivations: 5, limit: 5, waiting: 1 });
      expect(await activeUsers()).toBe(5);
    });

    it('counts nobody twice: neither who fails nor who comes back meanwhile', async () => {
      for (const user of people.slice(0, 2)) expect(await deactivate(user)).toBe('done');
      const comesBack = async () => expect(await change(people[0]!, { active: true })).toBe('done');
      expect(await deactivateWhile(people[2]!, comesBack)).toEqual({ outcome: 'done', runs: 1 });
      await expect(directory.run(async (tx) => {
        await directory.get(People).change(tx, account.provisioning, people[3]!.id, { active: false });
        throw new Error('given up');
      })).rejects.toThrow('given up');
      expect(await brake()).toMatchObject({ state: 'watching', deactivations: 2 });
    });

    it('waits for nobody until the commit: two go side by side', async () => {
      expect(await deactivate(people[0]!)).toBe('done');
      expect(await deactivateWhile(people[1]!, async () => expect(await deactivate(people[2]!)).toBe('done'))).toEqual({ outcome: 'done', runs: 1 });
      expect(await brake()).toMatchObject({ state: 'watching', deactivations: 3 });
    });
  });

  it.each([
    ['deactivations', deactivate],
    ['deletions', remove],
  ] as const)('lets exactly as many of twelve %s at once go as may, whatever their order', async (_, take) => {
    const twelve = [...people, ...(await provision(3))];
    const outcomes = await outcomesOf(twelve.map((user) => take(user)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'provisioning_paused')).toHaveLength(7);
    expect(await brake()).toMatchObject({ state: 'paused', waiting: 7 });
    expect(await events('provisioning.paused')).toHaveLength(1);
    expect(await activeUsers()).toBe(8);
  });

  it('forgets who left more than an hour ago', async () => {
    for (const user of people.slice(0, 5)) await deactivate(user);
    directory.clock.advance(HOUR + MINUTE);
    expect(await brake()).toMatchObject({ deactivations: 0 });
    for (const user of people.slice(5)) expect(await deactivate(user)).toBe('done');
  });

  it('stays paused until somebody decides, however long that takes', async () => {
    for (const user of people.slice(0, 6)) await deactivate(user);
    directory.clock.advance(5 * HOUR);
    expect(await deactivate(people[6]!)).toMatchObject({ code: 'provisioning_paused', headers: { 'retry-after': String(4 * 3_600) } });
    expect(await brake()).toMatchObject({ state: 'paused', deactivations: 5, limit: 5, waiting: 2 });
  });

  it('holds back nothing but a loss of access while it is paused', async () => {
    for (const user of people.slice(0, 6)) await deactivate(user);
    expect(await change(people[7]!, { givenName: 'Grace', admin: true })).toBe('done');
    expect(await change(people[0]!, { active: true })).toBe('done');
    expect(await deactivate(people[1]!)).toBe('done');
    await account.provision({ userName: 'new@example.com' });
    expect(await deactivate(people[7]!)).toMatchObject({ code: 'provisioning_paused' });
    expect(await deactivate(people[7]!, account.asAdmin)).toBe('done');
  });

  it('lets those who wait go after a yes, counts anew when it is over, and stops again', async () => {
    const many = [...people, ...(await provision(17))];
    for (const user of many.slice(0, 8)) await deactivate(user);
    expect(await brake()).toMatchObject({ state: 'paused', waiting: 3 });
    await decide({ decision: 'allow', hours: 1 });
    expect(await brake()).toMatchObject({ state: 'allowed', waiting: 3, decidedBy: 'dana@acme.example', endsAt: directory.clock.millis() + HOUR });
    for (const user of many.slice(5, 16)) expect(await deactivate(user)).toBe('done');
    expect(await brake()).toMatchObject({ state: 'allowed', waiting: 0, deactivations: 0 });
    directory.clock.advance(HOUR);
    expect(await brake()).toMatchObject({ state: 'watching', decidedBy: null, endsAt: null });
    for (const user of many.slice(16, 21)) expect(await deactivate(user)).toBe('done');
    expect(await deactivate(many[21]!)).toMatchObject({ code: 'provisioning_paused' });
    expect(await events('provisioning.paused')).toHaveLength(2);
  });

  it('answers 403 with the reason after a no, until that is lifted', async () => {
    for (const user of people.slice(0, 6)) await deactivate(user);
    await decide({ decision: 'refuse', reason: 'Nobody is leaving' });
    const refusal = await deactivate(people[5]!);
    expect(refusal).toMatchObject({ code: 'provisioning_refused', status: 403, detail: expect.stringContaining('Nobody is leaving') });
    expect(await remove(people[6]!)).toMatchObject({ code: 'provisioning_refused' });
    directory.clock.advance(100 * HOUR);
    expect(await deactivate(people[6]!)).toMatchObject({ code: 'provisioning_refused' });
    expect(await brake()).toMatchObject({ state: 'refused', reason: 'Nobody is leaving', waiting: 2 });
    await decide({ decision: 'lift' });
    expect(await brake()).toMatchObject({ state: 'watching', waiting: 0, reason: null });
    expect(await deactivate(people[6]!)).toBe('done');
  });

  it('can be told beforehand, and lifts what was decided and nothing else', async () => {
    await expect(decide({ decision: 'lift' })).rejects.toMatchObject({ code: 'brake_not_decided', status: 409 });
    await decide({ decision: 'allow', hours: 24 });
    for (const user of people) expect(await deactivate(user)).toBe('done');
    await decide({ decision: 'lift' });
    await decide({ decision: 'refuse', reason: null });
    await decide({ decision: 'lift' });
    const more = await provision(6);
    for (const user of more) await deactivate(user);
    await expect(decide({ decision: 'lift' })).rejects.toMatchObject({ code: 'brake_undecided', status: 409 });
    expect(await brake()).toMatchObject({ state: 'paused', waiting: 1 });
  });

  it('tells who may decide, once: what happened, by whom, and each decision', async () => {
    for (const user of people) await deactivate(user);
    expect(await events('provisioning.paused')).toMatchObject([{ actorKind: 'provisioning-client', subjectKind: 'integration', subjectId: account.integrationId, after: { deactivations: 5, limit: 5 } }]);
    await decide({ decision: 'allow', hours: 2 });
    await decide({ decision: 'refuse', reason: 'no' });
    await decide({ decision: 'lift' });
    expect(await events('provisioning.allowed')).toMatchObject([{ actorName: 'dana@acme.example', before: { state: 'paused' }, after: { state: 'allowed', until: expect.any(String) } }]);
    expect(await events('provisioning.refused')).toMatchObject([{ before: { state: 'allowed' }, after: { state: 'refused', reason: 'no' } }]);
    expect(await events('provisioning.resumed')).toMatchObject([{ before: { state: 'refused' }, after: { state: 'watching' } }]);
  });

  it('lists who waits, without those whom the client wants active after all, and those who are inactive or gone by another way', async () => {
    for (const user of people) await deactivate(user);
    const waiting = async () => (await directory.get(ReadBrakes).waiting(account.integrationId, 10)).map(({ userName }) => userName);
    expect(await waiting()).toEqual(people.slice(5).map(({ userName }) => userName));
    await change(people[5]!, { active: true });
    await deactivate(people[6]!, account.administration);
    await remove(people[7]!, account.administration);
    expect(await waiting()).toEqual([people[8]!.userName]);
    expect((await read(people[5]!)).version).toBe(1);
  });

  it('counts each client by itself', async () => {
    const other = { ...account.provisioning, integrationId: await directory.createIntegration(account.id) };
    for (const user of people.slice(0, 6)) await deactivate(user);
    expect(await deactivate(people[6]!, other)).toBe('done');
    expect([(await brake()).state, (await brake(other.integrationId)).state]).toEqual(['paused', 'watching']);
    await decide({ decision: 'refuse', reason: null });
    expect(await deactivate(people[7]!, other)).toBe('done');
  });

  it('holds to what the account has set', async () => {
    const set = (preferences: { percent?: number; people?: number }) => directory.get(ChangeAccount).change(account.id, { preferences: { deprovisioningLimit: preferences } }, caller.actor);
    await set({ people: 2 });
    for (const user of people.slice(0, 2)) expect(await deactivate(user)).toBe('done');
    expect(await deactivate(people[2]!)).toMatchObject({ code: 'provisioning_paused' });
    await set({ percent: 50 });
    await decide({ decision: 'allow', hours: 1 });
    await decide({ decision: 'lift' });
    const more = await provision(12);
    for (const user of more.slice(0, 10)) expect(await deactivate(user)).toBe('done');
    expect(await deactivate(more[10]!)).toMatchObject({ code: 'provisioning_paused', detail: expect.stringContaining('at most 10') });
    const { preferences } = await set({});
    expect(preferences).toEqual({ deprovisioningLimit: { people: 2, percent: 50 } });
    expect((await events('account.changed')).map(({ after }) => after)).toEqual([{ deprovisioningLimit: { percent: 50, people: 2 } }, { deprovisioningLimit: { percent: 20, people: 2 } }]);
  });

  it('holds the owner back too, whose password sign-in no client takes away in any case', async () => {
    for (const user of people.slice(0, 5)) await deactivate(user);
    expect(await deactivate(account.owner)).toMatchObject({ code: 'provisioning_paused' });
    expect(await remove(account.owner)).toMatchObject({ code: 'provisioning_paused' });
  });

  it('is gone with its integration', async () => {
    for (const user of people.slice(0, 6)) await deactivate(user);
    await directory.run((tx) => directory.get(IntegrationRepository).delete(tx, account.integrationId));
    expect(await brake()).toMatchObject({ state: 'watching', since: null });
  });

  it('knows how many are active, through whatever becomes of them', async () => {
    expect(await activeUsers()).toBe(10);
    await deactivate(people[0]!);
    await change(people[1]!, { givenName: 'Ada' });
    expect(await activeUsers()).toBe(9);
    await remove(people[0]!);
    await remove(people[1]!);
    expect(await activeUsers()).toBe(8);
    await remove(account.owner);
    expect(await activeUsers()).toBe(7);
    await account.provision({ userName: 'owner@example.com', active: false });
    expect(await activeUsers()).toBe(7);
    await change(account.owner, { active: true });
    expect(await activeUsers()).toBe(8);
  });
});
