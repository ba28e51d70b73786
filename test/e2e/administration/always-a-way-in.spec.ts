import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { GuardedAccount, type PersonName, refuseFault } from '../../support/guarded-account.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

type Operation = (account: GuardedAccount) => Promise<Parameters<typeof refuseFault>[0]>;

/** What alone, or one after the other, would shut the account if it were carried out; the first few in every order. */
const SHUTTING: Readonly<Record<string, Operation>> = {
  'demote the owner': (account) => account.change('owner', { role: 'member' }),
  'deactivate the owner': (account) => account.change('owner', { active: false }),
  'delete the owner': (account) => account.delete('owner'),
  'make the mate an owner': (account) => account.change('mate', { role: 'owner' }),
  'make the member without a password an owner': (account) => account.change('member', { role: 'owner' }),
  'deactivate the mate': (account) => account.change('mate', { active: false }),
  'deactivate the owner by SCIM': (account) => account.provision('owner', { active: false }),
  'delete the owner by SCIM': (account) => account.deprovision('owner'),
  'change the e-mail of the owner by SCIM': (account) => account.renameByScim('owner'),
  'require single sign-on': (account) => account.account({ ssoRequired: true }),
};

const of = (who: PersonName): Readonly<Record<string, Operation>> => ({
  [`demote the ${who} to admin`]: (account) => account.change(who, { role: 'admin' }),
  [`delete the ${who}, by administrators`]: (account) => account.delete(who),
  [`activate the ${who}`]: (account) => account.change(who, { active: true }),
  [`rename the ${who}`]: (account) => account.rename(who),
  [`change with what the ${who} signs in`]: (account) => account.change(who, { signInEmail: `${who}@sign-in.example` }),
  [`set the password of the ${who}`]: (account) => account.setPassword(who),
  [`end the sessions of the ${who}`]: (account) => account.endSessions(who),
  [`hand out a link to reset the password of the ${who}`]: (account) => account.resetLink(who),
  [`remove the second factors of the ${who}`]: (account) => account.removeSecondFactors(who),
  [`the ${who} adds a second factor`]: (account) => account.addSecondFactor(who),
  [`the ${who} changes the own password`]: (account) => account.changePassword(who),
  [`the ${who} steps down`]: (account) => account.leave(who, { role: 'member' }),
  [`the ${who} deactivates the own user`]: (account) => account.leave(who, { active: false }),
  [`the ${who} deletes the own user`]: (account) => account.leave(who, undefined),
  [`revoke admin of the ${who} by SCIM`]: (account) => account.patch(who, { moovingon_ai_admin: false, active: 'False' }),
  [`activate the ${who} by SCIM`]: (account) => account.patch(who, { active: true }),
  [`change the name of the ${who} by SCIM`]: (account) => account.renameByScim(who),
  [`delete the ${who} by SCIM again`]: (account) => account.deprovision(who),
  [`create somebody called like the ${who} by SCIM`]: (account) => account.createAs(who),
});

const EVERYTHING: Readonly<Record<string, Operation>> = {
  ...SHUTTING,
  ...of('owner'),
  ...of('mate'),
  'require single sign-on no more': (account) => account.account({ ssoRequired: false }),
  'switch SCIM off': (account) => account.integration('PUT', '/scim', { enabled: false }),
  'switch SCIM on': (account) => account.integration('PUT', '/scim', { enabled: true, force: true }),
  'change the entity ID': (account) => account.integration('PATCH', '', { entityId: `https://other.example/${Math.random()}`, uniqueIdentifier: `other-${Math.random()}` }),
  'delete the integration': (account) => account.integration('DELETE', ''),
  'delete the other integration': (account) => account.deleteOtherIntegration(),
  'take over': (account) => account.takeOver(),
  'let everybody go': (account) => account.integration('POST', '/scim/brake', { decision: 'allow' }),
  'refuse deprovisioning': (account) => account.integration('POST', '/scim/brake', { decision: 'refuse' }),
  'lift the decision': (account) => account.integration('POST', '/scim/brake', { decision: 'lift' }),
  'delete everybody by SCIM': (account) => account.deprovisionAll(),
};

const FEW = 5;
const DEEPER = 10;
const RANDOM_SEQUENCES = 16;
const AT_ONCE = 8;

describe.each(engines)('the account always has a way in on %s', (engine) => {
  let service: TestService;
  let staff: ApiClient;

  beforeAll(async () => {
    service = await startTestService(engine, { TRUST_PROXY: 'true' });
    staff = await ApiClient.signIn(service.url, OWNER);
  });
  afterAll(() => service.stop());

  /** @throws Error with the sequence where nobody can sign in as an owner any more */
  const carryOut = async (sequence: readonly string[]): Promise<void> => {
    const account = await GuardedAccount.make(service, staff);
    for (const name of sequence) {
      const answer = await (EVERYTHING[name] as Operation)(account);
      refuseFault(answer);
    }
    if ((await account.wayIn()) === undefined) throw new Error(`Nobody can sign in as an owner any more after: ${sequence.join(', ')}`);
  };
  /** Several at a time: each has an account of its own. */
  const carryOutAll = async (sequences: readonly (readonly string[])[]): Promise<void> => {
    const waiting = [...sequences];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let sequence = waiting.pop(); sequence; sequence = waiting.pop()) await carryOut(sequence);
      }),
    );
  };

  it('after each operation by itself', async () => {
    await carryOutAll(Object.keys(EVERYTHING).map((name) => [name]));
  }, 60_000);

  it('after every two of those that shut doors', async () => {
    await carryOutAll(sequencesOf(Object.keys(SHUTTING), 2));
  }, 120_000);

  it('after every three of the first among them', async () => {
    await carryOutAll(sequencesOf(Object.keys(SHUTTING).slice(0, FEW), 3));
  }, 120_000);

  it('after random sequences of everything that administrators and provisioning clients can do', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const names = Object.keys(EVERYTHING);
    const sequences = Array.from({ length: RANDOM_SEQUENCES }, () => Array.from({ length: DEEPER }, () => names[Math.floor(random() * names.length)] as string));
    try {
      await carryOutAll(sequences);
    } catch (error) {
      throw new Error(`With SEED=${seed}: ${(error as Error).message}`, { cause: error });
    }
  }, 120_000);
});

/** Every sequence of so many different names: an operation that was carried out, or refused, a moment ago is so again. */
function sequencesOf(names: readonly string[], depth: number): string[][] {
  if (depth === 0) return [[]];
  return sequencesOf(names, depth - 1).flatMap((sequence) => names.filter((name) => !sequence.includes(name)).map((name) => [...sequence, name]));
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
