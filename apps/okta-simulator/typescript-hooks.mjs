import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const HERE = new URL('./src/', import.meta.url).href;

/** Our sources name each other with `.js`, as TypeScript wants it; on disk they are `.ts`. */
export function resolve(specifier, context, next) {
  const ours = context.parentURL?.startsWith(HERE) && specifier.startsWith('.') && specifier.endsWith('.js');
  return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith(HERE) || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    swcrc: false,
    configFile: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
