import { SERVICE_PROVIDER } from '../bench.js';
import { signResponses } from '../sign-in/pool.js';
import { MemoryWatch, prepareAll, whileRunning } from './running.js';
import { survive } from './scim.js';

/** Users stored where people sign in. */
export const SIGN_IN_SIZE = 2_000;

/** Sign-ins at the ACS, each with a response of its own that was signed shortly before. */
export async function measureSignIns(bench) {
  const prepared = await prepareAll(bench, bench.offering('sign-in'), SIGN_IN_SIZE);
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    const pools = new Map();
    for (const contestant of bench.offering('sign-in', round)) {
      const { people = SIGN_IN_SIZE } = contestant.signIn;
      if (!pools.has(people)) pools.set(people, await sign(bench, people, round));
      await survive(bench, contestant, () => signInRound({ bench, contestant, prepared: prepared.get(contestant.key), responsesFile: pools.get(people), round }));
    }
  }
  for (const { store } of prepared.values()) await store.drop();
}

/** Where few people sign in, few are signed: that contestant is slow. */
async function sign(bench, people, round) {
  const count = people < SIGN_IN_SIZE ? people + Math.ceil(bench.options.signIns / 4) : bench.options.signIns;
  const { acsUrl, audience } = SERVICE_PROVIDER;
  bench.say(`signing ${count} responses`);
  return signResponses({ directory: bench.directory, name: `responses-${people}-${round}`, keys: bench.identityProvider.provider.keys, count, people, acsUrl, audience });
}

async function signInRound({ bench, contestant, prepared, responsesFile, round }) {
  bench.say(`round ${round}: ${contestant.title}, sign-ins`);
  const facts = { ...contestant.signIn, ...prepared.facts.signIn };
  const { people = SIGN_IN_SIZE } = facts;
  const drive = async ({ child, urls }) => {
    const about = { contestant: contestant.key, size: SIGN_IN_SIZE, round };
    let from = 0;
    if (facts.everybodyFirst) {
      const before = await bench.generator.ask({ kind: 'sign-in', facts, people, responsesFile, most: people, plan: bench.plan(urls, { concurrency: 4, warmUp: 0, seconds: 120 }) });
      if (before.wrong > 0) throw new Error(before.reasons.join(' | '));
      from = people;
    }
    const memory = new MemoryWatch([child]);
    await bench.drive({ kind: 'sign-in', facts, people, responsesFile, from, plan: bench.plan(urls) }, { ...about, measurement: 'sign-in', work: 'sign-in' }, child);
    bench.note({ ...about, measurement: 'memory', work: 'under sign-ins', value: memory.end(), unit: 'MB' });
  };
  await whileRunning(contestant, prepared, drive, bench.profiling(contestant));
}
