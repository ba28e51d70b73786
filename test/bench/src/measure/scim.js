import { readFileSync } from 'node:fs';
import { SCIM_WORK } from '../work/scim.js';
import { MemoryWatch, pause, prepareAll, whileRunning } from './running.js';

/** Every contestant with every SCIM work item at every size, round by round; start-up time and memory on the way. */
export async function measureScim(bench) {
  for (const size of bench.options.sizes) {
    const prepared = await prepareAll(bench, bench.offering('scim'), size);
    for (let round = 1; round <= bench.options.rounds; round += 1) {
      for (const contestant of bench.offering('scim', round)) {
        await survive(bench, contestant, () => scimRound({ bench, contestant, prepared: prepared.get(contestant.key), size, round }));
      }
    }
    for (const { store } of prepared.values()) await store.drop();
  }
}

export async function scimRound({ bench, contestant, prepared, size, round, items = Object.keys(SCIM_WORK), measurement = 'scim' }) {
  bench.say(`round ${round}: ${contestant.title}, ${size} users`);
  const { facts } = prepared;
  const drive = async ({ child, urls, startedAt }) => {
    await firstAnswer(urls[0], facts);
    const about = { contestant: contestant.key, size, round };
    bench.note({ ...about, measurement: 'start-up', work: 'start to first right answer', value: performance.now() - startedAt, unit: 'ms' });
    await pause(1_000);
    bench.note({ ...about, measurement: 'memory', work: 'at rest', value: child.residentMemory() / 1e6, unit: 'MB' });
    const memory = new MemoryWatch([child]);
    for (const work of items.filter(bench.options.wantsWork)) {
      await bench.drive({ kind: 'scim', work, facts, size, round, plan: bench.plan(urls) }, { ...about, measurement, work }, child);
    }
    bench.note({ ...about, measurement: 'memory', work: `under load${measurement === 'scale' ? ' (scale)' : ''}`, value: memory.end(), unit: 'MB' });
  };
  await whileRunning(contestant, prepared, drive, bench.profiling(contestant));
}

/** Waits for the first right answer to a read by id. */
export async function firstAnswer(url, facts, patience = 60_000) {
  const id = readFileSync(facts.idsFile, 'utf8').slice(0, 200).split('\n')[0];
  for (const until = performance.now() + patience; ; ) {
    try {
      const answer = await fetch(`${url}${facts.base}/Users/${id}`, { headers: { authorization: facts.authorization, accept: 'application/scim+json' } });
      if (answer.ok && (await answer.json()).id === id) return;
      if (performance.now() > until) throw new Error(`expected user ${id}, received ${answer.status}`);
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await pause(5);
  }
}

/** A contestant that fails does not end the run: it stands in the results as failed. */
export async function survive(bench, contestant, work) {
  try {
    await work();
  } catch (error) {
    bench.failures.push({ contestant: contestant.key, fault: error.message });
    bench.say(`  ${contestant.title} FAILED: ${error.stack}`);
    if (bench.generator.over) bench.startGenerator();
  }
}
