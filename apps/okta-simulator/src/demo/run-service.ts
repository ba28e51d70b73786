import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Service } from '../story/guide-scene.js';

export interface RunningService extends Service {
  readonly logFile: string;
  /** Resolves when the process is gone, with its exit code. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** A first start compiles. */
const READY_WITHIN = 180_000;
const STOP_WITHIN = 8_000;

/** Starts the service as `npm start` does, on a throw-away database and a free port of its own. An aborted signal ends the start, too. */
export async function runService(interrupted: AbortSignal): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), 'moovingon-demo-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const service = {
    url,
    ownerEmail: 'owner@example.com',
    ownerPassword: `demo-${randomBytes(9).toString('base64url')}`,
  };
  const logFile = join(folder, 'service.log');
  // A process group of its own, so that a build that is under way ends with it.
  const child = spawn('npm', ['start', '--silent'], {
    env: environment(folder, port, service),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  const stop = async () => {
    await end(child, ended);
    log.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, ended, logFile, interrupted);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...service, logFile, ended, stop };
}

function environment(folder: string, port: number, { url, ownerEmail, ownerPassword }: Service): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    APP_URL: `${url}/`,
    DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`,
    SECRET_KEY: randomBytes(32).toString('base64url'),
    BOOTSTRAP_EMAIL: ownerEmail,
    BOOTSTRAP_PASSWORD: ownerPassword,
    METADATA_ALLOW_PRIVATE_HOSTS: 'true',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function ready(url: string, ended: Promise<number>, logFile: string, interrupted: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  let code: number | undefined;
  void ended.then((value) => (code = value));
  while (Date.now() < deadline) {
    interrupted.throwIfAborted();
    if (code !== undefined) throw new Error(`The service ended with code ${code}:\n${await lastLines(logFile)}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error(`The service was not ready within ${READY_WITHIN / 1000} seconds:\n${await lastLines(logFile)}`);
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').slice(-20).join('\n');
}

/** Asks first; what does not listen is ended, children included. */
async function end(child: ChildProcess, ended: Promise<number>): Promise<void> {
  signal(child, 'SIGTERM');
  const waiting = new AbortController();
  const late = setTimeout(STOP_WITHIN, 'late', { signal: waiting.signal }).catch(() => undefined);
  if ((await Promise.race([ended, late])) === 'late') signal(child, 'SIGKILL');
  waiting.abort();
  await ended;
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, name);
  } catch {
    // The group is gone already.
  }
}
