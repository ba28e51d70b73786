import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isBelow } from '@app/http';

/** What is never the console's, whether there is something at the address or not. */
const NOT_OURS = ['/api', '/sso', '/health', '/metrics', '/assets'];

/**
 * Content Security Policy Level 3: files of our own and nothing else, no inline script, no style element, no way to make markup
 * out of text (Trusted Types). The console is built for it: its theme is a style sheet (apps/console/build/theme-styles.ts).
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const YEAR = '365d';

/** The folder of the console beside this program, where it was built. */
export function builtConsole(): string | undefined {
  const folder = fileURLToPath(new URL('../../../console', import.meta.url));
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** Serves the console: its files below /assets, and its one page at `/` and at every address that nothing else answers. */
export async function serveConsole(app: NestFastifyApplication, folder: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // The name of a file changes with what is in it, so that a browser may keep it for good.
  await fastify.register(fastifyStatic, { root: join(folder, 'assets'), prefix: '/assets/', preCompressed: true, maxAge: YEAR, immutable: true, index: false });
  const sendFile = (name: string, reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').header('content-security-policy', POLICY).sendFile(name, folder, { cacheControl: false });
  fastify.get('/favicon.svg', (_, reply) => sendFile('favicon.svg', reply));
  // Not a route for everything: that would hide which methods the other addresses have.
  fastify.addHook('onRequest', async (request, reply) => (request.is404 && isPageOfConsole(request) ? sendFile('index.html', reply) : undefined));
}

/** A page that somebody opens or reloads; what ends like a file's name is none. */
function isPageOfConsole({ method, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?', 1)[0] as string;
  return !NOT_OURS.some((other) => isBelow(other, path)) && !/\.[^/]*$/.test(path);
}
