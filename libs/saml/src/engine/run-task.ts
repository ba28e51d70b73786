import { availableParallelism } from 'node:os';
import { TASKS, type TaskInput, type TaskName, type TaskResult } from './tasks.js';
import { WorkerPool } from './worker-pool.js';

const TIME_LIMIT = 2_000;
const LONGEST_QUEUE = 1_000;
// A thousand honest responses are 20 MB; a thousand of the longest would be three gigabytes.
const HEAVIEST_QUEUE = 64_000_000;

// Threads need the built worker. From the TypeScript sources (tests) there is none, and tasks run where they are called.
const built = import.meta.url.endsWith('.js');
const pool = built
  ? new WorkerPool({
      entry: new URL('./worker.js', import.meta.url),
      size: availableParallelism(),
      longestQueue: LONGEST_QUEUE,
      heaviestQueue: HEAVIEST_QUEUE,
      timeLimit: TIME_LIMIT,
    })
  : undefined;

/** Runs a task on a thread of its own. */
export async function runTask<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<TaskResult<Name>> {
  if (pool) return (await pool.run(name, input, charactersIn(input))) as TaskResult<Name>;
  return (TASKS[name] as (input: TaskInput<Name>) => TaskResult<Name>)(input);
}

/** The length of the texts in a task's input, the outermost two levels. */
function charactersIn(input: unknown, levels = 2): number {
  if (typeof input === 'string') return input.length;
  if (levels === 0 || typeof input !== 'object' || input === null) return 0;
  return Object.values(input).reduce<number>((sum, value) => sum + charactersIn(value, levels - 1), 0);
}

/** Ends the threads, for the shutdown of the process. A later task starts new ones. */
export async function stopVerificationWorkers(): Promise<void> {
  await pool?.stop();
}
