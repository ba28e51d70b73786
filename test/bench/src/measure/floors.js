import { join } from 'node:path';
import { Child } from '../child.js';
import { Peer } from '../contestants/peer.js';
import { personResource } from '../people.js';
import { openStore } from '../stores.js';
import { whileRunning } from './running.js';

const BARE = new Peer({ key: 'bare-http', title: 'bare node:http', kind: 'floor', engine: 'none', folder: 'bare-http', packages: [], offers: [] });
const INSERT = new URL('./bare-insert.js', import.meta.url).pathname;

/** What nobody can pass: node:http with a ready answer, and single durable inserts with better-sqlite3. */
export async function measureFloors(bench) {
  const folder = join(bench.directory, 'floors');
  const facts = { body: JSON.stringify({ ...personResource(1), id: '1' }) };
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    await whileRunning(BARE, { store: openStore({ engine: 'none', name: 'floors', directory: bench.directory }), facts }, ({ child, urls }) =>
      bench.drive({ kind: 'floor', facts, plan: bench.plan(urls) }, { measurement: 'floor', contestant: BARE.key, work: 'bare node:http', round }, child),
    );
    for (const rows of [1, 32]) {
      const child = Child.start({ script: INSERT, parameters: [join(folder, `insert-${round}-${rows}.db`), String(bench.options.seconds), String(rows)], log: join(folder, 'insert.log') });
      const { perSecond } = await child.message();
      await child.ended;
      bench.note({ measurement: 'floor', contestant: 'bare-insert', work: `better-sqlite3, ${rows} row${rows > 1 ? 's' : ''} a commit`, round, value: perSecond, unit: 'per second' });
    }
  }
}
