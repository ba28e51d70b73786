import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

const living = new Set();
// Whatever ends this process ends what it has started.
process.once('exit', () => living.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

/**
 * A Node.js process of its own with its output in a file: `messages` come over IPC, memory and processor time are read from
 * outside of it.
 */
export class Child {
  static start({ script, parameters = [], log, environment = {}, nodeOptions = [], directory }) {
    const output = openSync(log, 'a');
    const child = spawn(process.execPath, [...nodeOptions, script, ...parameters], {
      cwd: directory,
      env: { ...inherited(), NODE_ENV: 'production', ...environment },
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    return new Child(child, log);
  }

  constructor(child, log) {
    this.child = child;
    this.log = log;
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    living.add(child);
    this.ended.then(() => {
      this.over = true;
      living.delete(child);
    });
  }

  get pid() {
    return this.child.pid;
  }

  /** Sends a message and resolves with the next one that the child sends. */
  async ask(message) {
    const answer = this.message();
    this.child.send(message);
    return answer;
  }

  /** The next message of the child. @throws when it ends instead, or says that it failed */
  async message() {
    const answer = await Promise.race([new Promise((resolve) => this.child.once('message', resolve)), this.ended.then((code) => ({ failed: `ended with ${code}` }))]);
    if (answer.failed) throw new Error(`${answer.failed}\n${this.tail()}`);
    return answer;
  }

  /** Resident memory in bytes. */
  residentMemory() {
    if (process.platform === 'linux') return Number(readFileSync(`/proc/${this.pid}/statm`, 'utf8').split(' ')[1]) * 4096;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.pid)], { encoding: 'utf8' })) * 1024;
  }

  /** Processor time used so far in seconds, all threads; undefined where the system does not say. */
  processorTime() {
    if (process.platform !== 'linux') return undefined;
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  tail(characters = 2_000) {
    return readFileSync(this.log, 'utf8').slice(-characters);
  }

  async stop(signal = 'SIGTERM') {
    if (!this.over) this.child.kill(signal);
    const late = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    const code = await this.ended;
    clearTimeout(late);
    return code;
  }
}

/** The settings of whoever starts the run are none of the contestants'. */
function inherited() {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR, LANG }).filter(([, value]) => value !== undefined));
}
