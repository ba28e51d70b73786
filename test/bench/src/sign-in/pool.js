import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { Child } from '../child.js';

const SIGNER = new URL('./sign.js', import.meta.url).pathname;

/** Signs `count` responses on all cores and writes them into one file. @returns its path */
export async function signResponses({ directory, name, count, ...order }) {
  const lanes = Math.min(availableParallelism(), 4);
  const each = Math.ceil(count / lanes);
  const files = Array.from({ length: lanes }, (_, lane) => join(directory, `${name}-${lane}.part`));
  await Promise.all(
    files.map(async (out, lane) => {
      const child = Child.start({ script: SIGNER, parameters: [JSON.stringify({ ...order, count: each, first: lane * each, out })], log: join(directory, 'sign.log') });
      await child.message();
      await child.ended;
    }),
  );
  const path = join(directory, `${name}.txt`);
  writeFileSync(path, files.map((file) => readFileSync(file, 'utf8')).join('\n'));
  return path;
}
