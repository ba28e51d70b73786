import { existsSync } from 'node:fs';
import { build } from './build.mjs';

/** `npm start`: builds what has changed since the last build, then runs the service in this very process. */

// An image for production carries what was built and no sources.
if (existsSync('apps/api/src')) {
  const code = await build();
  if (code !== 0) process.exit(code);
}
await import(new URL('../../dist/apps/api/bundle/main.js', import.meta.url));
