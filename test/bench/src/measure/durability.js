import { Connection } from '../load/connection.js';
import { pause, prepareAll, whileRunning } from './running.js';
import { survive } from './scim.js';

const SIZE = 500;
const KILLED_AFTER = 1_500;

/** Kills each contestant with SIGKILL in the middle of creating users: whom it has answered has to be there afterwards. */
export async function measureDurability(bench) {
  const contestants = bench.offering('scim');
  const prepared = await prepareAll(bench, contestants, SIZE);
  for (const contestant of contestants) await survive(bench, contestant, () => killAndLook(bench, contestant, prepared.get(contestant.key)));
  for (const { store } of prepared.values()) await store.drop();
}

async function killAndLook(bench, contestant, prepared) {
  const { store, facts } = prepared;
  let created;
  await whileRunning(contestant, prepared, async ({ urls, stop }) => {
    const order = { kind: 'scim', work: 'create', tellsCreated: true, facts, size: SIZE, round: 1, plan: bench.plan(urls, { warmUp: 0, seconds: KILLED_AFTER / 1000 + 1 }) };
    const driving = bench.generator.ask(order);
    await pause(KILLED_AFTER);
    await stop('SIGKILL');
    ({ created } = await driving);
  });
  if (!created?.length) throw new Error('nobody was created before the kill');
  // The database as the kill has left it, not a fresh copy.
  await whileRunning(contestant, { store: { folder: store.folder, copy: async () => store.running }, facts }, async ({ urls }) => {
    const lost = await countLost(urls[0], facts, created);
    const afterwards = lost > 0 ? `${lost} of ${created.length} answered creates are gone after SIGKILL` : undefined;
    bench.note({ measurement: 'durability', contestant: contestant.key, work: `answered creates lost, of ${created.length}`, value: lost, unit: 'users', afterwards });
  });
}

async function countLost(url, facts, created) {
  const connection = new Connection(url);
  let lost = 0;
  for (const id of created) {
    const { status } = await connection.send({ method: 'GET', path: `${facts.base}/Users/${id}`, headers: { authorization: facts.authorization, accept: 'application/scim+json' } });
    if (status !== 200) lost += 1;
  }
  await connection.close();
  return lost;
}
