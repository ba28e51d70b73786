import type { FastifyInstance } from 'fastify';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Binding to loopback keeps other machines out, but not other pages in the same browser: a name that resolves to 127.0.0.1
 * and a form posted from elsewhere are refused. The SAML endpoint alone is posted to from another origin by design.
 */
export function guardLoopback(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!LOOPBACK.test(request.headers.host ?? ''))
      return reply.code(421).send('The simulator answers on loopback alone');
    if (request.method !== 'POST' || request.url.includes('/sso/saml')) return undefined;
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${request.headers.host}`)
      return reply.code(403).send(`Posted from ${JSON.stringify(origin)}: expected this origin`);
    return undefined;
  });
}
