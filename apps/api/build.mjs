import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The two halves of the service, each built anew only when something that it is made of has changed. */
const SERVICE = {
  stamp: 'dist/.service-built-from',
  sources: ['apps/api', 'libs', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'],
  results: ['dist/apps', 'dist/libs'],
  commands: [['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api'], ['apps/api/bundle.mjs']],
};
const CONSOLE = {
  stamp: 'dist/.console-built-from',
  sources: ['apps/console', 'package-lock.json'],
  results: ['dist/console'],
  commands: [['node_modules/vite/bin/vite.js', 'build', 'apps/console', '--logLevel', 'warn']],
};
const PARTS = { service: SERVICE, console: CONSOLE };

const LOCK = 'dist/.building';
const MOMENT = 200;
const LONGEST_BUILD = 10 * 60_000;

/** @returns the exit code of what failed, else 0 */
export async function build(names = Object.keys(PARTS)) {
  const parts = names.map((name) => PARTS[name]);
  if (parts.every(isBuilt)) return 0;
  return alone(async () => {
    const stale = parts.filter((part) => !isBuilt(part));
    if (stale.length > 0) console.log('Building …');
    const codes = await Promise.all(stale.map(buildPart));
    return codes.find((code) => code !== 0) ?? 0;
  });
}

async function buildPart({ stamp, sources, results, commands }) {
  const fingerprint = fingerprintOf(sources);
  for (const path of [stamp, ...results]) rmSync(path, { recursive: true, force: true });
  for (const command of commands) {
    const code = await run(process.execPath, command);
    if (code !== 0) return code;
  }
  writeFileSync(stamp, fingerprint);
  return 0;
}

function isBuilt({ stamp, sources }) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintOf(sources);
}

/** Two that start at once do not build over each other: the second one waits, and then finds everything built. */
async function alone(work) {
  mkdirSync('dist', { recursive: true });
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, MOMENT));
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isLeftBehind()) rmSync(LOCK, { force: true });
    return false;
  }
}

/** By a build that was killed: its process is gone, or another one has its number by now. */
function isLeftBehind() {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    return pid === process.pid || !isAlive(pid) || Date.now() - statSync(LOCK).mtimeMs > LONGEST_BUILD;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
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
  // However the service is going to run, what is built is what customers get.
  const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  const end = () => child.kill('SIGTERM');
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      for (const signal of ['SIGTERM', 'SIGINT']) process.off(signal, end);
      resolve(code ?? 1);
    });
  });
}

// By itself: `node apps/api/build.mjs`, or with the names of the parts that are wanted.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await build(process.argv.length > 2 ? process.argv.slice(2) : undefined);
