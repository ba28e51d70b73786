import type { Problem } from '@app/kernel';
import type { FastifyRequest } from 'fastify';
import type { ErrorRenderer, RenderedError } from './error-renderer.js';
import { referenceOf } from './request-reference.js';

/** A `tag:` URI (RFC 4151), which names the kind of problem and is not meant to be fetched (RFC 9457 §3.1.1). */
const TYPE_PREFIX = 'tag:moovingon.ai,2025:problem/';

/** The document of RFC 9457 §3.1 with our members `code`, `hint` and `reference`. */
export function problemDocument(problem: Problem, reference: string): Record<string, unknown> {
  return {
    ...problem.members,
    type: `${TYPE_PREFIX}${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    reference,
  };
}

/** Refusals as `application/problem+json` (RFC 9457). */
export class ProblemJsonRenderer implements ErrorRenderer {
  matches(): boolean {
    return true;
  }

  render(problem: Problem, request: Pick<FastifyRequest, 'id'>): RenderedError {
    return {
      status: problem.status,
      headers: problem.headers,
      contentType: 'application/problem+json',
      body: JSON.stringify(problemDocument(problem, referenceOf(request))),
    };
  }
}
