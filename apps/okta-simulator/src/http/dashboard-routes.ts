import type { FastifyInstance } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import { dashboardPage, loginPage, settingsPage } from '../pages/dashboard.js';
import { singleSignOnPath } from '../saml/metadata.js';
import { backTo, contextOf, sendPage } from './page-context.js';
import { signedInPerson, signInAs, signOut } from './signed-in-person.js';

/** The end user's pages: choosing who one is, the dashboard with its tile, one's own phones. */
export function dashboardRoutes(okta: SimulatedOkta) {
  const { directory, application, assignments } = okta.organisation;
  return async (server: FastifyInstance): Promise<void> => {
    server.get<{ Querystring: { fromURI?: string } }>('/login', (request, reply) => {
      const fromURI = ownPath(request.query.fromURI);
      if (fromURI !== '/' && signedInPerson(request, okta)) return reply.redirect(fromURI, 303);
      return sendPage(
        reply,
        loginPage([...directory.people.values()].filter(({ status }) => status === 'ACTIVE').slice(0, 100), fromURI),
      );
    });
    server.post<{ Body: { person: string; fromURI?: string } }>('/login', (request, reply) => {
      signInAs(reply, directory.person(request.body.person));
      return reply.redirect(ownPath(request.body.fromURI), 303);
    });
    server.post('/logout', (_request, reply) => {
      signOut(reply);
      return reply.redirect('/login', 303);
    });
    server.get('/', (request, reply) => {
      const person = signedInPerson(request, okta);
      if (!person) return reply.redirect('/login', 303);
      const assigned = assignments.effective(person, directory.groups) !== undefined;
      return sendPage(
        reply,
        dashboardPage(contextOf(request, okta), { href: singleSignOnPath(application), assigned }),
      );
    });
    server.get('/settings', (request, reply) => {
      const person = signedInPerson(request, okta);
      if (!person) return reply.redirect('/login?fromURI=/settings', 303);
      return sendPage(
        reply,
        settingsPage(contextOf(request, okta), person.profile, application.provisioning.phones === 'self-service'),
      );
    });
    server.post<{ Body: { firstPhone?: string; secondPhone?: string } }>('/settings', async (request, reply) => {
      const person = signedInPerson(request, okta);
      if (!person) return reply.redirect('/login?fromURI=/settings', 303);
      const { firstPhone, secondPhone } = request.body;
      return backTo(reply, '/settings', await okta.changePerson(person.id, { firstPhone, secondPhone }), 'Saved');
    });
  };
}

/** Only paths of our own are gone on to. */
function ownPath(fromURI: string | undefined): string {
  return fromURI?.startsWith('/') && !/^\/[/\\]/.test(fromURI) ? fromURI : '/';
}
