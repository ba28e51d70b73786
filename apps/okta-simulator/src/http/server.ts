import Fastify, { type FastifyInstance } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import { guardLoopback } from './guard-loopback.js';
import { samlRoutes } from './saml-routes.js';

const FORM = 'application/x-www-form-urlencoded';

/** The simulated organisation's web server: SAML endpoints, end-user dashboard, administrator's pages. */
export async function makeServer(okta: SimulatedOkta): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });
  server.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  guardLoopback(server);
  await server.register(samlRoutes(okta));
  return server;
}
