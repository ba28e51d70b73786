import { type ChildProcess, spawn } from 'node:child_process';

/** The service as an operator runs it: a process of its own, no terminal. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** Everything that it has written so far. */
  output(): string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Ends it and all its children at once, as a crash of the machine would. */
  kill(): Promise<void>;
}

const started = new Set<StartedProcess>();

/** For `afterEach`: what a test that failed has left behind. */
export async function killStarted(): Promise<void> {
  for (const each of started) await each.kill();
}

export function npmStart(environment: Record<string, string>): StartedProcess {
  return start('npm', ['start'], environment);
}

/** Without npm around it: for tests that start it often. */
export function nodeStart(environment: Record<string, string>): StartedProcess {
  return start(process.execPath, ['apps/api/start.mjs'], environment);
}

function start(command: string, parameters: string[], environment: Record<string, string>): StartedProcess {
  const child = spawn(command, parameters, { env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development', ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const kill = async () => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // The whole group has ended already.
    }
    await ended;
  };
  const all = { child, output: () => text, ended, kill };
  started.add(all);
  void ended.then(() => started.delete(all));
  return all;
}

export async function until(condition: () => boolean | Promise<boolean>, patience = 90_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
