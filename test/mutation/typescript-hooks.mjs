import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';

/** Loads the TypeScript below the working directory, which writes `.js` for what is `.ts` on the disk and names libraries @app/…. */
const ROOT = pathToFileURL(`${process.cwd()}/`).href;
const ALIASES = [
  [/^@app\/idp\/contract$/, 'libs/idp/src/contract/index.ts'],
  [/^@app\/([^/]+)$/, 'libs/$1/src/index.ts'],
];
const OPTIONS = {
  swcrc: false,
  configFile: false,
  module: { type: 'es6' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, keepClassNames: true },
};

export function resolve(specifier, context, next) {
  const alias = ALIASES.find(([pattern]) => pattern.test(specifier));
  if (alias) return next(new URL(specifier.replace(...alias), ROOT).href, context);
  const source = context.parentURL?.startsWith(ROOT) && specifier.startsWith('.') && new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return next(source && existsSync(source) ? source.href : specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith(ROOT) || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  return { format: 'module', source: (await transform(await readFile(filename, 'utf8'), { ...OPTIONS, filename })).code, shortCircuit: true };
}
