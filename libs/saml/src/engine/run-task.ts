import { TASKS, type TaskInput, type TaskName, type TaskResult } from './tasks.js';

/** Runs a task. */
export async function runTask<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<TaskResult<Name>> {
  const task = TASKS[name] as (input: TaskInput<Name>) => TaskResult<Name>;
  return task(input);
}
