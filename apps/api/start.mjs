import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `npm start`: builds what has changed since the last build, then runs the service in this very process. */
const STAMP = 'dist/.built-from';
// Two that start at once build one after the other, and the second finds it done.
const LOCK = 'node_modules/.build-lock';
const SOURCES = ['apps/api', 'libs', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'];

// An image for production carries what was built and no sources.
if (existsSync('apps/api/src')) await build();
await import(new URL('../../dist/apps/api/src/main.js', import.meta.url));

async function build() {
  const fingerprint = fingerprintOf(SOURCES);
  const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint;
  if (isBuilt()) return;
  await takeLock();
  try {
    if (!isBuilt()) await buildFrom(fingerprint);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

async function buildFrom(fingerprint) {
  console.log('Building …');
  const code = await run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api']);
  if (code !== 0) {
    rmSync(LOCK, { force: true });
    process.exit(code);
  }
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, fingerprint);
}

async function takeLock() {
  for (;;) {
    try {
      return writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHeld()) rmSync(LOCK, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Whether the process that took the lock is still there. */
function isHeld() {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesBelow)) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

function run(command, parameters) {
  const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => child.kill('SIGTERM');
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      for (const signal of ['SIGTERM', 'SIGINT']) process.off(signal, end);
      resolve(code ?? 1);
    });
  });
}
