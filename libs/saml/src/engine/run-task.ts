import { availableParallelism } from 'node:os';
import { TASKS, type TaskInput, type TaskName, type TaskResult } from './tasks.js';
import { WorkerPool } from './worker-pool.js';

const TIME_LIMIT = 2_000;
const LONGEST_QUEUE = 1_000;

// Threads need the built worker. From the TypeScript sources (tests) there is none, and tasks run where they are called.
const built = import.meta.url.endsWith('.js');
const pool = built
  ? new WorkerPool({ entry: new URL('./worker.js', import.meta.url), size: availableParallelism(), longestQueue: LONGEST_QUEUE, timeLimit: TIME_LIMIT })
  : undefined;

/** Runs a task on a thread of its own. */
export async function runTask<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<TaskResult<Name>> {
  if (pool) return (await pool.run(name, input)) as TaskResult<Name>;
  return (TASKS[name] as (input: TaskInput<Name>) => TaskResult<Name>)(input);
}

/** Ends the threads, for the shutdown of the process. A later task starts new ones. */
export async function stopVerificationWorkers(): Promise<void> {
  await pool?.stop();
}
