import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/start-service.js';

/** `npm start` as an operator runs it: a process of its own, no terminal. */
interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

function npmStart(environment: Record<string, string>): Started {
  const child = spawn('npm', ['start'], { env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development', ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  return { child, output: () => text, ended };
}

async function until(condition: () => boolean | Promise<boolean>, patience = 90_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('npm start', () => {
  let environment: Record<string, string>;

  beforeAll(async () => {
    const port = String(await freePort());
    const folder = mkdtempSync(join(tmpdir(), 'moovingon-start-'));
    environment = { PORT: port, DATABASE_URL: `sqlite:${join(folder, 'moovingon.db')}`, SECRET_KEY: 's'.repeat(32) };
  });

  it('builds, prints the addresses and the first owner once, and ends cleanly on a signal', async () => {
    const first = npmStart(environment);
    await until(() => first.output().includes('shown this once'));
    expect(first.output()).toContain(`http://localhost:${environment.PORT}/api/docs`);
    expect(first.output()).toMatch(/e-mail +owner@example\.com\n +password +\S{16,}/);
    const stopping = Date.now();
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(Date.now() - stopping).toBeLessThan(10_000);

    const built = statSync('dist/apps/api/src/main.js').mtimeMs;
    const second = npmStart(environment);
    await until(() => second.output().includes('/api/docs'));
    expect(second.output()).not.toMatch(/password|Building/);
    expect(statSync('dist/apps/api/src/main.js').mtimeMs).toBe(built);
    process.kill(-(second.child.pid as number), 'SIGINT');
    await second.ended;
    await expect(fetch(`http://localhost:${environment.PORT}/health/live`)).rejects.toThrow();
  }, 180_000);

  it('stops at a bad setting with one line that names it', async () => {
    const refused = npmStart({ ...environment, DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(await refused.ended).toMatchObject({ code: 1 });
    expect(refused.output()).toContain('DATABASE_URL: takes sqlite:<path> or postgres://');
    expect(refused.output()).not.toContain('hunter2');
  }, 120_000);
});
