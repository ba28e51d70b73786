import type { Problem } from '@app/kernel';
import type { FastifyRequest } from 'fastify';
import { qualityOf } from './accepted-type.js';
import { type ErrorRenderer, type RenderedError, isBelow } from './error-renderer.js';
import { renderRefusalPage } from './refusal-page.js';
import { referenceOf } from './request-reference.js';

/** Refusals below a path as a page for browsers (`Accept` names text/html); everybody else gets what is next in the registry. */
export class HtmlRefusalRenderer implements ErrorRenderer {
  constructor(private readonly path: string) {}

  matches(request: FastifyRequest): boolean {
    return isBelow(this.path, request.url) && wantsHtml(request.headers.accept ?? '');
  }

  render(problem: Problem, request: FastifyRequest): RenderedError {
    const page = renderRefusalPage(problem, referenceOf(request));
    return {
      status: problem.status,
      headers: { ...problem.headers, ...page.headers, vary: 'Accept' },
      contentType: page.contentType,
      body: page.body,
    };
  }
}

/** Whether text/html is named, by a wildcard is not enough, and not less welcome than JSON. */
export function wantsHtml(accept: string): boolean {
  const page = qualityOf(accept, /^text\/html$/);
  return page > 0 && page >= qualityOf(accept, /^application\/(problem\+)?json$/);
}
