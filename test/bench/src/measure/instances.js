import { SERVICE_PROVIDER } from '../bench.js';
import { SCIM_WORK } from '../work/scim.js';
import { signResponses } from '../sign-in/pool.js';
import { prepareAll, whileRunning } from './running.js';
import { survive } from './scim.js';

const SIZE = 2_000;

/** One instance of ours on a PostgreSQL, and two: the connections are spread over both. */
export async function measureInstances(bench) {
  const ours = bench.offering('scim').filter(({ kind, engine }) => kind === 'ours' && engine === 'postgres');
  const prepared = await prepareAll(bench, ours, SIZE);
  const { acsUrl, audience } = SERVICE_PROVIDER;
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    const responsesFile = await signResponses({ directory: bench.directory, name: `instances-${round}`, keys: bench.identityProvider.provider.keys, count: bench.options.signIns, people: SIZE, acsUrl, audience });
    for (const contestant of ours) {
      for (const instances of round % 2 ? [1, 2] : [2, 1]) {
        await survive(bench, contestant, () => instancesRound({ bench, contestant, prepared: prepared.get(contestant.key), responsesFile, round, instances }));
      }
    }
  }
  for (const { store } of prepared.values()) await store.drop();
}

async function instancesRound({ bench, contestant, prepared, responsesFile, round, instances }) {
  bench.say(`round ${round}: ${instances} instances on PostgreSQL`);
  const { facts } = prepared;
  const about = { measurement: 'instances', contestant: contestant.key, size: SIZE, round, instances };
  await whileRunning(
    contestant,
    prepared,
    async ({ urls }) => {
      // Before people are deactivated, who are refused then.
      const signIn = { ...contestant.signIn, ...facts.signIn };
      await bench.drive({ kind: 'sign-in', facts: signIn, people: SIZE, responsesFile, plan: bench.plan(urls) }, { ...about, work: 'sign-in' });
      for (const work of Object.keys(SCIM_WORK).filter(bench.options.wantsWork)) {
        await bench.drive({ kind: 'scim', work, facts, size: SIZE, round, plan: bench.plan(urls) }, { ...about, work });
      }
    },
    { instances },
  );
}
