import { group, number, ratio, summarise } from './statistics.js';
import { table } from './table.js';

const TIMES = { create: 3, put: 3, patch: 3, 'look-up': 4, read: 4, 'first-page': 3, 'deepest-page': 3, 'sign-in': 8 };
const MILLION = 1_000_000;

/** The goals that were set, and whether this run has reached them; what it has not measured is not there. */
export function goals({ results, contestants, cores }) {
  const find = medians(results);
  const peers = contestants.filter(({ kind }) => kind === 'peer');
  const rows = [...againstPeers(results, find, peers), ...atAMillion(find), ...startUp(results, find), ...twoInstances(results, cores)];
  return rows.length > 0 ? table(['goal', 'measured', ''], rows.map(([goal, measured, reached]) => [goal, measured, reached ? 'reached' : 'NOT reached'])) : '';
}

function medians(results) {
  const groups = group(results, ({ measurement, contestant, work, size }) => [measurement, contestant, work, size].join());
  return (...key) => (groups.has(key.join()) ? summarise(groups.get(key.join())).median : undefined);
}

function againstPeers(results, find, peers) {
  const measured = results.filter(({ measurement, contestant }) => ['scim', 'sign-in'].includes(measurement) && contestant.startsWith('ours'));
  const items = new Map(measured.map(({ measurement, contestant, work, size }) => [[contestant, work, size].join(), { measurement, contestant, work, size }]));
  return [...items.values()].flatMap(({ measurement, contestant, work, size }) => {
    const engine = contestant.replace('ours-', '');
    const rates = peers.filter((peer) => engine === 'sqlite' || peer.engine === engine).map(({ key }) => find(measurement, key, work, size) ?? 0);
    const fastest = Math.max(0, ...rates);
    if (!TIMES[work] || fastest === 0) return [];
    const times = find(measurement, contestant, work, size) / fastest;
    return [[`${work}, ${number(size)} users, ${engine}: at least ${TIMES[work]} × the fastest peer`, ratio(times), times >= TIMES[work]]];
  });
}

function atAMillion(find) {
  return ['ours-sqlite', 'ours-postgres'].flatMap((key) => {
    const deepest = find('scale', key, 'first-page', MILLION) / find('scale', key, 'deepest-page', MILLION);
    const memory = find('memory', key, 'under load (scale)', MILLION);
    return [
      ...(Number.isFinite(deepest) ? [[`deepest page at 1,000,000 users, ${key}: at most 1.5 × the time of the first`, ratio(deepest), deepest <= 1.5]] : []),
      ...(memory ? [[`memory under load at 1,000,000 users, ${key}: below 300 MB`, `${number(memory)} MB`, memory < 300]] : []),
    ];
  });
}

function startUp(results, find) {
  const sizes = [...new Set(results.filter(({ measurement }) => measurement === 'start-up').map(({ size }) => size))];
  return ['ours-sqlite', 'ours-postgres'].flatMap((key) =>
    sizes.flatMap((size) => {
      const time = find('start-up', key, 'start to first right answer', size);
      return time ? [[`answers within 2 s of its start, ${number(size)} users, ${key}`, `${number(time)} ms`, time <= 2_000]] : [];
    }),
  );
}

/** Two instances, the load generator and the database want cores of their own. */
function twoInstances(results, cores) {
  const measured = results.filter(({ measurement }) => measurement === 'instances');
  if (cores < 4) return [];
  const groups = group(measured, ({ work, instances }) => `${work},${instances}`);
  return [...new Set(measured.map(({ work }) => work))].map((work) => {
    const times = summarise(groups.get(`${work},2`)).median / summarise(groups.get(`${work},1`)).median;
    return [`${work}, two instances on PostgreSQL: at least 1.6 × one`, ratio(times), times >= 1.6];
  });
}
