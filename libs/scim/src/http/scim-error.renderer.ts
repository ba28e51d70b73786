import { type ErrorRenderer, isBelow, referenceOf, type RenderedError } from '@app/http';
import type { Problem } from '@app/kernel';
import type { FastifyRequest } from 'fastify';
import { renderScimError } from '../protocol/index.js';
import { SCIM_PATH } from './scim-addresses.js';
import { asScimRefusal } from './scim-refusal.js';
import { callOf } from './scim-request.js';

export const SCIM_MEDIA_TYPE = 'application/scim+json';

/** Refusals below the SCIM path as SCIM errors (RFC 7644 §3.12): unknown routes and faults of the server, too. */
export class ScimErrorRenderer implements ErrorRenderer {
  matches(request: FastifyRequest): boolean {
    return isBelow(SCIM_PATH, request.url);
  }

  render(problem: Problem, request: FastifyRequest): RenderedError {
    const refusal = asScimRefusal(problem);
    const call = callOf(request);
    if (call) call.refusal = refusal;
    return { status: refusal.status, headers: refusal.headers, contentType: SCIM_MEDIA_TYPE, body: JSON.stringify(renderScimError(refusal, referenceOf(request))) };
  }
}
