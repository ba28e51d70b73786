import { ScimFailure } from '../scim/wire.js';

/** What the administrator of the identity provider sees on the *Tasks* page. */
export interface Task {
  readonly number: number;
  readonly at: Date;
  readonly title: string;
  readonly outcome: 'done' | 'failed';
  /** Why it failed, in the words of the provisioning client and, quoted, of the service. */
  readonly error?: string;
  /** The HTTP status that ended it, where there was one. */
  readonly status?: number;
  readonly milliseconds: number;
}

/** Runs provisioning work and keeps what became of it; a failure ends the task and nothing else. */
export class Tasks {
  readonly all: Task[] = [];

  constructor(private readonly now: () => Date) {}

  async run(title: string, failure: string, work: () => Promise<void>): Promise<Task> {
    const at = this.now();
    const started = performance.now();
    const outcome = await work().then(
      () => ({ outcome: 'done' as const }),
      (error: unknown) => ({
        outcome: 'failed' as const,
        error: `${failure}: ${(error as Error).message}`,
        status: statusOf(error),
      }),
    );
    const task: Task = {
      number: this.all.length + 1,
      at,
      title,
      ...outcome,
      milliseconds: performance.now() - started,
    };
    this.all.push(task);
    return task;
  }

  get failed(): Task[] {
    return this.all.filter((task) => task.outcome === 'failed');
  }
}

/** Mistakes of the simulator's own must not pass for the service's refusals. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof ScimFailure) return error.status;
  throw error;
}
