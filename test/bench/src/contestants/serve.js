import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * What every peer's process does: its first parameter is `{command, database, size, facts, …}`. `seed` fills an empty
 * database and answers `{facts, ids}`; `serve` listens and answers `{url}`. Both answers go over IPC.
 * @param {{seed?: Function, serve: Function}} commands `serve` returns a request listener of node:http
 */
export async function runContestant(commands) {
  const order = JSON.parse(process.argv[2]);
  try {
    if (order.command === 'seed') await seed(commands, order);
    else await serve(commands, order);
  } catch (error) {
    console.error(error);
    process.send({ failed: String(error) }, () => process.exit(1));
  }
}

async function seed(commands, order) {
  const { facts, ids } = await commands.seed(order);
  if (ids) writeFileSync(order.idsFile, ids.join('\n'));
  process.send({ facts: { ...facts, idsFile: ids ? order.idsFile : undefined } }, () => process.exit(0));
}

async function serve(commands, order) {
  const { listener, close = () => undefined } = await commands.serve(order);
  const server = createServer(listener);
  server.keepAliveTimeout = 60_000;
  server.listen(order.port ?? 0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
  process.once('SIGTERM', async () => {
    server.close();
    server.closeAllConnections();
    await close();
    process.exit(0);
  });
}

/** The body of a request as text. */
export function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

/** Runs at most `lanes` pieces of work at once over 0 … count-1. */
export async function inLanes(count, lanes, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane));
}
