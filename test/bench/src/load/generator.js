import { readFileSync } from 'node:fs';
import { scimWork } from '../work/scim.js';
import { floorWork } from '../work/floor.js';
import { hostileWork } from '../work/hostile.js';
import { signInWork } from '../work/sign-in.js';
import { drive } from './drive.js';

/**
 * The load generator's process. Each order over IPC is `{kind, work, facts, plan, …}`; the answer is what `drive` found, with
 * what a look afterwards found wrong.
 */
const KINDS = { scim: scimWork, 'sign-in': signInWork, floor: floorWork, hostile: hostileWork };
const files = new Map();

process.on('message', async (order) => {
  try {
    const work = KINDS[order.kind](order, linesOf);
    const result = await drive(order.plan, work);
    const afterwards = await work.verify?.(order.plan.urls[0]);
    process.send({ ...result, afterwards, created: order.tellsCreated ? work.created : undefined });
  } catch (error) {
    process.send({ failed: error.stack });
  }
});

/** The lines of a file, kept: ids and prepared messages are the same for many orders. */
function linesOf(path) {
  if (!files.has(path)) files.set(path, readFileSync(path, 'utf8').split('\n'));
  return files.get(path);
}
