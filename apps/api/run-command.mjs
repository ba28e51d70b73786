import { existsSync } from 'node:fs';
import { build } from './build.mjs';

/** `node apps/api/run-command.mjs <name> …arguments`: builds the service where it is not built yet, then runs that command of apps/api/src/commands in this very process. */
const [name = ''] = process.argv.splice(2, 1);
const command = new URL(`../../dist/apps/api/bundle/commands/${name}.js`, import.meta.url);

// An image for production carries what was built and no sources.
if (existsSync('apps/api/src')) {
  const code = await build(['service']);
  if (code !== 0) process.exit(code);
}
if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(command)) {
  process.stderr.write(`There is no command "${name}"; expected the name of a file in apps/api/src/commands\n`);
  process.exit(1);
}
// The command sees its own arguments from process.argv[2] on.
await import(command);
