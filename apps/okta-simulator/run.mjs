import { register } from 'node:module';

/**
 * Runs the simulator's TypeScript as it is: swc, which the tests use already, turns each file into JavaScript while it is
 * loaded. No build, so that a demonstration starts within a second and never runs what an older source was built to.
 */
register('./typescript-hooks.mjs', import.meta.url);
process.exitCode = await (await import('./src/main.ts')).main(process.argv.slice(2));
