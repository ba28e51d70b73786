import type { FastifyInstance } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import { MISHAPS } from '../mishaps/index.js';
import { mishapsPage } from '../pages/mishaps.js';
import { postFormPage } from '../pages/post-form.js';
import { exchangePage, logPage, tasksPage } from '../pages/reports.js';
import { backTo, contextOf, sendPage } from './page-context.js';

/** The log, the tasks, and the page of things that go wrong. */
export function reportRoutes(okta: SimulatedOkta, ownerEmail: string) {
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/admin/tasks', (request, reply) =>
      sendPage(reply, tasksPage(contextOf(request, okta), okta.provisioning.tasks.all)),
    );
    server.get('/admin/log', (request, reply) => sendPage(reply, logPage(contextOf(request, okta), okta.log.entries)));
    server.get<{ Params: { number: string } }>('/admin/log/:number', (request, reply) => {
      const exchange = okta.log.find(Number(request.params.number));
      if (!exchange) throw new Error(`No request has the number ${request.params.number}, or it is too long ago`);
      return sendPage(reply, exchangePage(contextOf(request, okta), exchange));
    });
    server.get('/admin/faults', (request, reply) => {
      const people = [...okta.organisation.directory.people.values()].filter(({ status }) => status === 'ACTIVE');
      const expiredCertificate = okta.identityProvider.faults.expiredCertificate === true;
      return sendPage(reply, mishapsPage(contextOf(request, okta), { people, ownerEmail, expiredCertificate }));
    });
    server.post('/admin/faults/put-right', (_request, reply) => {
      okta.identityProvider.faults = {};
      return backTo(reply, '/admin/faults', [], 'The application signs with its valid certificate again');
    });
    server.post<{ Params: { key: string }; Body: { person: string; ownerEmail: string } }>(
      '/admin/faults/:key',
      async ({ params, body }, reply) => {
        const mishap = MISHAPS.find(({ key }) => key === params.key);
        if (!mishap) throw new Error(`Nothing that goes wrong is called ${params.key}`);
        const { form, tasks } = await mishap.run(okta, {
          person: okta.organisation.directory.person(body.person),
          ownerEmail: body.ownerEmail,
        });
        if (form) return sendPage(reply, postFormPage(form));
        return backTo(
          reply,
          '/admin/faults',
          tasks,
          tasks.length === 0 ? 'Nothing was sent: provisioning is off, or nobody is assigned' : mishap.title,
        );
      },
    );
  };
}
