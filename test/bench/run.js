import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `npm run bench`: installs the peers when they are missing, builds the service, measures. */
const HERE = new URL('.', import.meta.url).pathname;
const ROOT = join(HERE, '../..');
const parameters = process.argv.slice(2);

if (!existsSync(join(HERE, 'node_modules'))) run('npm', 'ci', '--prefix', HERE);
if (!parameters.includes('--help') && !parameters.includes('--built')) run('npm', 'run', '--silent', 'build');
const { main } = await import('./src/main.js');
await main(parameters);

function run(command, ...rest) {
  process.stderr.write(`${command} ${rest.join(' ')}\n`);
  const { status } = spawnSync(command, rest, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
