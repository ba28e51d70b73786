import { SCALE_WORK } from '../work/scim.js';
import { prepareAll } from './running.js';
import { scimRound, survive } from './scim.js';

/** Ours alone, at few and at very many users: what a look-up, a read, the deepest page and a new member cost must not grow. */
export async function measureScale(bench) {
  const ours = bench.offering('scim').filter(({ kind }) => kind === 'ours');
  const prepared = new Map();
  for (const size of bench.options.scale) prepared.set(size, await prepareAll(bench, ours, size, { groups: groupsOf(size) }));
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    for (const contestant of ours) {
      for (const [size, all] of prepared) {
        await survive(bench, contestant, () => scimRound({ bench, contestant, prepared: all.get(contestant.key), size, round, items: Object.keys(SCALE_WORK), measurement: 'scale' }));
      }
    }
  }
  for (const all of prepared.values()) for (const { store } of all.values()) await store.drop();
}

/** A small and a large group beside those that every contestant has. */
function groupsOf(size) {
  return { small: 10, large: Math.min(100_000, size / 2) };
}
