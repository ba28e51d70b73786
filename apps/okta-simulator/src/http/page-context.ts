import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import type { PageContext } from '../pages/layout.js';
import type { Task } from '../provisioning/task.js';
import { signedInPerson } from './signed-in-person.js';

/** What a page needs to know of its request; the tasks that the click before led to are named in the address. */
export function contextOf(request: FastifyRequest, okta: SimulatedOkta): PageContext {
  const { tasks, message } = request.query as { tasks?: string; message?: string };
  const numbers = new Set((tasks ?? '').split(',').map(Number));
  return {
    path: request.url.split('?')[0] ?? '/',
    person: signedInPerson(request, okta),
    tasks: okta.provisioning.tasks.all.filter((task) => numbers.has(task.number)),
    message: message?.slice(0, 300),
  };
}

export function sendPage(reply: FastifyReply, page: string) {
  return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(page);
}

/** Back to a page after a click, which says what came of it. */
export function backTo(reply: FastifyReply, path: string, tasks: readonly Task[], message?: string) {
  const query = new URLSearchParams();
  if (tasks.length > 0)
    query.set(
      'tasks',
      tasks
        .slice(0, 1000)
        .map(({ number }) => number)
        .join(','),
    );
  if (message) query.set('message', message);
  return reply.redirect(query.size > 0 ? `${path}?${query}` : path, 303);
}
