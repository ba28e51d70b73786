import Fastify, { type FastifyInstance } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import { html } from '../pages/html.js';
import { adminPage } from '../pages/layout.js';
import { applicationRoutes } from './application-routes.js';
import { dashboardRoutes } from './dashboard-routes.js';
import { guardLoopback } from './guard-loopback.js';
import { sendPage } from './page-context.js';
import { peopleRoutes } from './people-routes.js';
import { reportRoutes } from './report-routes.js';
import { samlRoutes } from './saml-routes.js';

/** One script exists: the line that submits the form of a sign-in. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
const FORM = 'application/x-www-form-urlencoded';

/** The simulated organisation's web server: SAML endpoints, end-user dashboard, administrator's pages. */
export async function makeServer(okta: SimulatedOkta, ownerEmail: string): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });
  server.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  guardLoopback(server);
  server.addHook('onSend', async (_request, reply) => {
    reply.header('Content-Security-Policy', POLICY).header('X-Content-Type-Options', 'nosniff');
  });
  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const page = adminPage(
      'That did not work',
      { path: request.url },
      html`<section><p class="bad">${error.message}</p></section>`,
    );
    return sendPage(reply.code(error.statusCode ?? 400), page);
  });
  await server.register(samlRoutes(okta));
  await server.register(dashboardRoutes(okta));
  await server.register(peopleRoutes(okta));
  await server.register(applicationRoutes(okta));
  await server.register(reportRoutes(okta, ownerEmail));
  return server;
}
