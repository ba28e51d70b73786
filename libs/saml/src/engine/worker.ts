/** The entry of a worker thread: takes a job, runs it to its end, answers. Started by the pool from the built output. */
import { parentPort } from 'node:worker_threads';
import { TASKS, type TaskName } from './tasks.js';
import { answerForError, type Answer, type Job } from './worker-messages.js';

parentPort?.on('message', (job: Job) => parentPort?.postMessage(run(job)));
parentPort?.postMessage({ kind: 'ready' } satisfies Answer);

function run({ name, input }: Job): Answer {
  try {
    return { kind: 'result', result: (TASKS[name as TaskName] as (input: unknown) => unknown)(input) };
  } catch (error) {
    return answerForError(error);
  }
}
