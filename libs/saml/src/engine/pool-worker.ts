import { Worker } from 'node:worker_threads';
import { SECOND } from '@app/kernel';
import { refuse } from '../problems.js';
import { errorFromAnswer, isTrap, type Answer, type Job } from './worker-messages.js';

const MOST_MEMORY_MB = 256;
const LONGEST_START = 30 * SECOND;

/** One worker thread and the job that it is at. It keeps the process running while it works, and not while it waits. */
export class PoolWorker {
  alive = true;
  private readonly worker: Worker;
  private readonly ready: Promise<void>;
  private settle: ((answer: Answer | Error) => void) | undefined;

  constructor(entry: URL) {
    // No arguments of the parent's: what inspects or loads there must not start again here.
    this.worker = new Worker(entry, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
    this.worker.on('message', (answer: Answer) => this.receive(answer));
    this.worker.on('error', (error) => this.die(error));
    this.worker.on('exit', (code) => this.die(new Error(`A verification worker ended with code ${code}`)));
    const timer = setTimeout(() => this.die(tooLong(LONGEST_START)), LONGEST_START).unref();
    this.ready = this.next()
      .then(() => undefined)
      .finally(() => clearTimeout(timer));
    this.ready.catch(() => undefined); // told to the job that waits for it, and to nobody else
  }

  /** Runs one job; a worker that takes longer than `timeLimit` milliseconds is ended. */
  async run(job: Job, timeLimit: number): Promise<unknown> {
    this.worker.ref();
    try {
      await this.ready;
      const answer = this.next();
      const timer = setTimeout(() => this.die(tooLong(timeLimit)), timeLimit);
      this.worker.postMessage(job);
      return await answer.finally(() => clearTimeout(timer));
    } finally {
      this.worker.unref();
    }
  }

  async end(): Promise<void> {
    this.die(
      refuse('saml_verification_unavailable', 'The service is stopping, expected a running service.', {
        members: { condition: 'queue' },
      }),
    );
    await this.worker.terminate();
  }

  private receive(answer: Answer): void {
    if (isTrap(answer) && answer.kind === 'error') return this.die(errorFromAnswer(answer));
    this.settle?.(answer);
  }

  private next(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.settle = (answer) => {
        this.settle = undefined;
        if (answer instanceof Error) return reject(answer);
        if (answer.kind === 'result' || answer.kind === 'ready')
          return resolve('result' in answer ? answer.result : undefined);
        reject(errorFromAnswer(answer));
      };
    });
  }

  private die(error: Error): void {
    if (!this.alive) return;
    this.alive = false;
    void this.worker.terminate();
    this.settle?.(error);
  }
}

function tooLong(timeLimit: number): Error {
  return refuse('saml_verification_unavailable', `The message took too long, expected at most ${timeLimit} ms.`, {
    members: { condition: 'time-limit' },
  });
}
