import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

/** Loads the TypeScript of test/support, which writes `.js` for what is `.ts` on the disk. */
const SUPPORT = new URL('../../support/', import.meta.url).href;

export function resolve(specifier, context, next) {
  const ours = context.parentURL?.startsWith(SUPPORT) && specifier.startsWith('.') && specifier.endsWith('.js');
  return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith(SUPPORT) || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const options = { filename, swcrc: false, configFile: false, module: { type: 'es6' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };
  return { format: 'module', source: (await transform(await readFile(filename, 'utf8'), options)).code, shortCircuit: true };
}
