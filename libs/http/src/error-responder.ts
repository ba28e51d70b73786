import { Problem } from '@app/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorLog } from './error-log.js';
import type { ErrorRenderers, RenderedError } from './error-renderer.js';
import { refuseHttp } from './problems.js';
import { referenceOf } from './request-reference.js';
import { annotateRequest } from './request-facts.js';
import { type ErrorTranslator, translateHttpError } from './translate-http-error.js';

/** What the {@link ErrorResponder} is made of. */
export interface ErrorResponderParts {
  readonly log: ErrorLog;
  readonly renderers: ErrorRenderers;
  /** Tried in this order before the errors of Fastify and Nest, such as "the database is away". */
  readonly translators?: readonly ErrorTranslator[];
}

/** The one place where a thrown error becomes an answer: translate it, log it, render it in the form of its address. */
export class ErrorResponder {
  constructor(private readonly parts: ErrorResponderParts) {}

  respond(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.translate(error, request);
    annotateRequest(request, { code: problem.code });
    this.log(problem, error, request);
    if (reply.sent || reply.raw.headersSent) return;
    send(this.render(problem, request), reply);
  }

  private translate(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    for (const translate of [...(this.parts.translators ?? []), translateHttpError]) {
      const problem = translate(error, request);
      if (problem) return problem;
    }
    return refuseHttp(
      'internal_error',
      'The request could not be carried out; it is recorded under its reference number',
      { cause: error },
    );
  }

  private log(problem: Problem, error: unknown, request: FastifyRequest): void {
    this.parts.log.write({
      level: problem.status >= 500 ? 'error' : 'info',
      reference: referenceOf(request),
      method: request.method,
      route: request.routeOptions?.url,
      status: problem.status,
      code: problem.code,
      error: problem.cause ?? (error === problem && problem.status < 500 ? undefined : error),
    });
  }

  private render(problem: Problem, request: FastifyRequest): RenderedError {
    try {
      return this.parts.renderers.for(request).render(problem, request);
    } catch (error) {
      const failure = refuseHttp(
        'internal_error',
        'The refusal could not be shown; it is recorded under its reference number',
        { cause: error },
      );
      this.log(failure, error, request);
      return this.parts.renderers.fallback.render(failure, request);
    }
  }
}

function send({ status, headers, contentType, body }: RenderedError, reply: FastifyReply): void {
  reply.removeHeader('set-cookie'); // a refusal hands out nothing
  // Fastify closes the connection on a body that is too large; kept open, the rest is read away and the client gets to see the answer.
  if (status === 413) reply.removeHeader('connection');
  // Bytes, because Fastify adds a charset to texts, which application/problem+json does not have (RFC 8259 §11).
  void reply.code(status).headers(headers).header('content-type', contentType).send(Buffer.from(body));
}
