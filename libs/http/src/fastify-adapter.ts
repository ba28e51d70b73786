import type { Socket } from 'node:net';
import { newReference } from '@app/kernel';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions, RouteOptions } from 'fastify';
import { answerClientError } from './answer-client-error.js';
import { addBodyParsers } from './body-parsers.js';
import { MEGABYTE } from './body-limit.decorator.js';
import { CrossSiteGuard } from './cross-site-guard.js';
import type { ErrorLog } from './error-log.js';
import { isBelow } from './error-renderer.js';
import type { ErrorResponder } from './error-responder.js';
import { refuseHttp } from './problems.js';
import { RequestObservers, type RequestObserver } from './request-observer.js';
import { REFERENCE_HEADER, referenceOf } from './request-reference.js';
import { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import { SessionCookie } from './session-cookie.js';

/** What the HTTP server must know of the settings. */
export interface HttpOptions {
  /** PUBLIC_URL: decides the own origin, the cookie's name and HSTS. The `Host` header decides nothing. */
  readonly publicUrl: string;
  /** TRUST_PROXY, one of Fastify's `trustProxy` values. */
  readonly trustProxy: FastifyServerOptions['trustProxy'];
  readonly responder: ErrorResponder;
  readonly log: ErrorLog;
  /** Who sees each request when it has been answered: its line in the log, its metrics. */
  readonly observers?: readonly RequestObserver[];
  /** Where identity providers post forms from other sites: the only paths that read forms and that the cross-site guard leaves alone. */
  readonly formPaths?: readonly string[];
  /** Paths that look at no session cookie, so that a write from another site gains nothing there. */
  readonly cookielessPaths?: readonly string[];
}

interface CommonToAll {
  readonly headers: Readonly<Record<string, string>>;
  readonly formPaths: readonly string[];
}

const RECEIVE_TIMEOUT = 60_000;
const FORM_LIMIT = 2 * MEGABYTE; // 5,000 group values in an assertion are legitimate and make 1.2 MB
const LONGEST_PARAMETER = 1_024;

/** The Fastify server under Nest, with everything that is the same for all routes. Pair it with {@link configureHttp}. */
export function createFastifyAdapter(options: HttpOptions): FastifyAdapter {
  const headers = securityHeaders(options.publicUrl);
  const formPaths = options.formPaths ?? ['/sso'];
  const observers = new RequestObservers(options.observers ?? []);
  const adapter = new FastifyAdapter({
    trustProxy: options.trustProxy,
    bodyLimit: MEGABYTE,
    requestTimeout: RECEIVE_TIMEOUT,
    requestIdHeader: false,
    genReqId: newReference,
    // While shutting down, what has arrived is still answered: a provisioning client does not retry a 503.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAMETER },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => answerClientError(error, socket, options.log),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      setCommonHeaders(headers, request, reply);
      observers.watchAlone(request, reply);
      options.responder.respond(error, request, reply);
    },
  } as FastifyServerOptions);
  addBodyParsers(adapter, formPaths);
  observers.watch(adapter.getInstance());
  addHooks(adapter.getInstance(), options, { headers, formPaths });
  return adapter;
}

function setCommonHeaders(
  headers: Readonly<Record<string, string>>,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  void reply.headers(headers).header(REFERENCE_HEADER, referenceOf(request));
}

function addHooks(fastify: FastifyInstance, options: HttpOptions, common: CommonToAll): void {
  const routes = new RouteTable();
  const guard = crossSiteGuard(options, common.formPaths);
  fastify.addHook('onRoute', (route) => {
    routes.add(route.method, route.url);
    const limit = bodyLimitOf(route, common.formPaths);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  // Not async: it is in the way of every request, and has nothing to wait for.
  fastify.addHook('onRequest', (request, reply, done) => {
    setCommonHeaders(common.headers, request, reply);
    refuseNulInPath(request);
    if (request.is404) return answerUnroutedMethod(routes, request, reply) ? undefined : done();
    guard.check(request);
    done();
  });
}

function crossSiteGuard({ publicUrl, cookielessPaths = ['/api/scim/v2'] }: HttpOptions, formPaths: readonly string[]) {
  const exemptPaths = [...formPaths, ...cookielessPaths];
  return new CrossSiteGuard({ publicUrl, sessionCookie: new SessionCookie(publicUrl), exemptPaths });
}

/** What `@BodyLimit()` says; else, for assertions, 2 MB where forms are read; else the server's 1 MB. */
function bodyLimitOf({ url, config }: RouteOptions, formPaths: readonly string[]): number | undefined {
  const { bodyLimit } = (config ?? {}) as { bodyLimit?: number };
  return bodyLimit ?? (formPaths.some((path) => isBelow(path, url)) ? FORM_LIMIT : undefined);
}

/** No name of anything holds NUL, so such an address is one that does not exist; the databases would stumble over it. */
function refuseNulInPath(request: FastifyRequest): void {
  if (!request.url.includes('%00') || !(request.url.split('?', 1)[0] as string).includes('%00')) return;
  throw refuseHttp('route_unknown', 'There is nothing at this address, expected no NUL (%00) in the path');
}

/** For an address that exists: OPTIONS tells its methods, any other method that it does not have is 405 (RFC 9110 §15.5.6). */
function answerUnroutedMethod(
  routes: RouteTable,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const allow = routes.allowedMethods(request.url).join(', ');
  if (allow === '') return undefined;
  if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send();
  throw refuseHttp(
    'method_not_allowed',
    `The address does not have this method, expected ${allow}, received ${request.method}`,
    { headers: { allow } },
  );
}
