import { SERVICE_PROVIDER } from '../bench.js';
import { Connection } from '../load/connection.js';
import { signResponses } from '../sign-in/pool.js';
import { readFileSync } from 'node:fs';
import { pause, prepareAll, whileRunning } from './running.js';
import { survive } from './scim.js';

const SIZE = 2_000;
const PROBE = new URL('./event-loop-probe.js', import.meta.url).href;

/** The delay of our event loop, and what a read takes, at rest and while hostile messages are posted on all connections. */
export async function measureFlood(bench) {
  const ours = bench.offering('sign-in').filter(({ kind }) => kind === 'ours');
  const prepared = await prepareAll(bench, ours, SIZE);
  const { acsUrl, audience } = SERVICE_PROVIDER;
  const responsesFile = await signResponses({ directory: bench.directory, name: 'tampered', keys: bench.identityProvider.provider.keys, count: 200, people: 200, acsUrl, audience });
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    for (const contestant of ours) await survive(bench, contestant, () => floodRound({ bench, contestant, prepared: prepared.get(contestant.key), responsesFile, round }));
  }
  for (const { store } of prepared.values()) await store.drop();
}

async function floodRound({ bench, contestant, prepared, responsesFile, round }) {
  const { facts } = prepared;
  const about = { contestant: contestant.key, measurement: 'flood', size: SIZE, round };
  await whileRunning(
    contestant,
    prepared,
    async ({ child, urls }) => {
      await pause(1_000);
      await underWatch({ bench, about, child, url: urls[0], facts, what: 'at rest' }, () => pause(bench.options.seconds * 1000));
      const order = { kind: 'hostile', facts, responsesFile, plan: bench.plan(urls) };
      await underWatch({ bench, about, child, url: urls[0], facts, what: 'under the flood' }, () => bench.drive(order, { ...about, work: 'hostile messages refused' }));
    },
    { nodeOptions: ['--import', PROBE] },
  );
}

async function underWatch({ bench, about, child, url, facts, what }, work) {
  await child.ask('event-loop-delay');
  const reads = keepReading(url, facts);
  await work();
  const latencies = await reads.end();
  const { p50, p99, max } = await child.ask('event-loop-delay');
  for (const [name, value] of Object.entries({ 'event loop, p50': p50, 'event loop, p99': p99, 'event loop, longest': max, 'a read, p50': at(latencies, 0.5), 'a read, p99': at(latencies, 0.99) })) {
    bench.note({ ...about, work: `${name}, ${what}`, value, unit: 'ms' });
  }
}

/** Reads a user fifty times a second, as an honest client meanwhile. */
function keepReading(url, facts) {
  const connection = new Connection(url);
  const id = readFileSync(facts.idsFile, 'utf8').split('\n', 1)[0];
  const request = { method: 'GET', path: `${facts.base}/Users/${id}`, headers: { authorization: facts.authorization } };
  const latencies = [];
  let going = true;
  const over = (async () => {
    while (going) {
      const sentAt = performance.now();
      const { status } = await connection.send(request);
      if (status !== 200) throw new Error(`a read was answered ${status}`);
      latencies.push(performance.now() - sentAt);
      await pause(20);
    }
    await connection.close();
  })();
  return { end: async () => ((going = false), await over, latencies.sort((a, b) => a - b)) };
}

function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
