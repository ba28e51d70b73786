import type { SimulatedOkta } from '../okta.js';
import type { Task } from '../provisioning/task.js';
import { told } from './admin-api.js';
import type { Step } from './story.js';

/** Does something in the simulated Okta and tells the step every SCIM request that it led to. */
export async function tellScim<T>(okta: SimulatedOkta, step: Step, work: () => Promise<T>): Promise<T> {
  const before = okta.log.last;
  try {
    return await work();
  } finally {
    for (const { request, answer, error } of okta.log.after(before)) {
      const { pathname, search } = new URL(request.url);
      const sent = `${request.method} ${pathname}${decodeURIComponent(search)}${request.body ? ` ${told(JSON.parse(request.body))}` : ''}`;
      step.exchanged(sent, answer ? `${answer.status} ${toldBody(answer.body)}` : `no answer: ${error}`);
    }
  }
}

/** As {@link tellScim}; every task must have gone well. */
export async function provision(okta: SimulatedOkta, step: Step, work: () => Promise<Task[]>): Promise<Task[]> {
  const tasks = await tellScim(okta, step, work);
  const failed = tasks.filter((task) => task.outcome === 'failed');
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${tasks.length} tasks failed, the first: ${failed[0]?.error}`);
  if (tasks.length === 0) throw new Error('Expected provisioning to send something, received no task');
  return tasks;
}

function toldBody(body: string): string {
  try {
    return body === '' ? '' : told(JSON.parse(body));
  } catch {
    return body.slice(0, 80);
  }
}
