import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { referenceOf } from './request-reference.js';
import { factsOf, type RequestFacts } from './request-facts.js';

/** One request that has come to its end. Nothing of it comes from outside but the method, which is one of HTTP's. */
export interface RequestSummary {
  readonly reference: string;
  readonly method: string;
  /** The route's pattern such as `/api/v1/accounts/:accountId`; absent where no route matched. */
  readonly route: string | undefined;
  /** What was answered; 499 where the client went away before. */
  readonly status: number;
  /** What the address names last, where that has the form of our ids: a user, an integration, a webhook by the route. */
  readonly resourceId: string | undefined;
  /** From the last header to the last byte of the answer. */
  readonly durationMs: number;
  /** By Content-Length, 0 where there is none. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly facts: Readonly<RequestFacts>;
}

/** Sees every request once, when its answer is out: after, not in, the way of the request. */
export abstract class RequestObserver {
  abstract observe(summary: RequestSummary): void;
}

// As nginx logs it: HTTP has no status for an answer that nobody got.
const CLIENT_WENT_AWAY = 499;
const answer = Symbol('answer');
type Observable = FastifyRequest & { [answer]?: FastifyReply | 'observed' };

/** Tells all observers of each request, once. */
export class RequestObservers {
  constructor(private readonly observers: readonly RequestObserver[]) {}

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request: Observable, reply, done) => {
      request[answer] = reply;
      done();
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      this.tell(request, reply, reply.statusCode);
      done();
    });
    fastify.addHook('onRequestAbort', (request: Observable, done) => {
      const reply = request[answer];
      if (reply !== undefined && reply !== 'observed') this.tell(request, reply, CLIENT_WENT_AWAY);
      done();
    });
  }

  /** For requests that Fastify answers before its hooks: those whose address cannot be read. */
  watchAlone(request: FastifyRequest, reply: FastifyReply): void {
    reply.raw.once('finish', () => this.tell(request, reply, reply.statusCode));
  }

  private tell(request: Observable, reply: FastifyReply, status: number): void {
    if (request[answer] === 'observed') return;
    request[answer] = 'observed';
    const summary = summarize(request, reply, status);
    for (const observer of this.observers) observer.observe(summary);
  }
}

function summarize(request: FastifyRequest, reply: FastifyReply, status: number): RequestSummary {
  return {
    reference: referenceOf(request),
    method: request.method,
    route: request.is404 ? undefined : request.routeOptions.url,
    status,
    resourceId: lastIdOf(request),
    durationMs: Math.round(reply.elapsedTime * 100) / 100,
    requestBytes: byteCount(request.headers['content-length']),
    responseBytes: byteCount(reply.getHeader('content-length')),
    facts: factsOf(request),
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function lastIdOf({ params }: FastifyRequest): string | undefined {
  const last = Object.entries((params ?? {}) as Record<string, string>).at(-1);
  return last !== undefined && last[0] !== 'accountId' && ID.test(last[1]) ? last[1] : undefined;
}

function byteCount(length: unknown): number {
  const bytes = Number(length);
  return bytes > 0 ? bytes : 0;
}
