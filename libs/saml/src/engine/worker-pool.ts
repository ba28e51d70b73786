import { refuse } from '../problems.js';
import { PoolWorker } from './pool-worker.js';

export interface PoolOptions {
  /** The script that a worker runs. */
  readonly entry: URL;
  /** How many workers, at most; they start when there is work. */
  readonly size: number;
  /** How many jobs may wait; more are refused at once, so that a flood is answered and not stored. */
  readonly longestQueue: number;
  /** What waiting jobs may weigh together, by their own measure. */
  readonly heaviestQueue: number;
  /** Milliseconds of work after which a job is given up and its worker replaced. */
  readonly timeLimit: number;
}

interface WaitingJob {
  readonly name: string;
  readonly input: unknown;
  readonly weight: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Worker threads that run jobs, one at a time each: every core works, and no job can hold up the others for long. */
export class WorkerPool {
  private readonly workers = new Set<PoolWorker>();
  private readonly idle: PoolWorker[] = [];
  private readonly queue: WaitingJob[] = [];
  private queueWeight = 0;

  constructor(private readonly options: PoolOptions) {}

  /** @throws Problem `saml_verification_unavailable` when the queue is full or the job takes too long */
  run(name: string, input: unknown, weight = 0): Promise<unknown> {
    const { longestQueue, heaviestQueue } = this.options;
    return new Promise((resolve, reject) => {
      if (this.queue.length >= longestQueue || this.queueWeight + weight > heaviestQueue)
        return reject(unavailable('Too many SAML messages are waiting', 'queue'));
      this.queueWeight += weight;
      this.queue.push({ name, input, weight, resolve, reject });
      this.dispatch();
    });
  }

  /** Ends every worker; jobs under way are refused. The next job starts new ones. */
  async stop(): Promise<void> {
    const workers = [...this.workers];
    this.workers.clear();
    this.idle.length = 0;
    this.queueWeight = 0;
    this.queue.splice(0).forEach(({ reject }) => reject(unavailable('The service is stopping', 'queue')));
    await Promise.all(workers.map((worker) => worker.end()));
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const worker = this.nextIdle() ?? this.hire();
      if (!worker) return;
      const job = this.queue.shift() as WaitingJob;
      this.queueWeight -= job.weight;
      void this.work(worker, job);
    }
  }

  private nextIdle(): PoolWorker | undefined {
    const worker = this.idle.pop();
    if (!worker || worker.alive) return worker;
    this.workers.delete(worker);
    return this.nextIdle();
  }

  private hire(): PoolWorker | undefined {
    if (this.workers.size >= this.options.size) return undefined;
    const worker = new PoolWorker(this.options.entry);
    this.workers.add(worker);
    return worker;
  }

  private async work(worker: PoolWorker, { name, input, resolve, reject }: WaitingJob): Promise<void> {
    try {
      await worker.run({ name, input }, this.options.timeLimit).then(resolve, reject);
    } finally {
      if (!this.workers.has(worker)) void worker.end();
      else if (worker.alive) this.idle.push(worker);
      else this.workers.delete(worker);
      this.dispatch();
    }
  }
}

function unavailable(wrong: string, condition: string): Error {
  return refuse('saml_verification_unavailable', `${wrong}, expected a moment of rest. Try again.`, {
    headers: { 'Retry-After': '1' },
    members: { condition },
  });
}
