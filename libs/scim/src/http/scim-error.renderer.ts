import { Problem } from '@app/kernel';
import { type ErrorRenderer, isBelow, referenceOf, type RenderedError } from '@app/http';
import type { FastifyRequest } from 'fastify';
import { type ScimType, renderScimError } from '../protocol/index.js';
import { callOf } from './scim-request.js';
import { SCIM_PATH } from './scim-addresses.js';

export const SCIM_MEDIA_TYPE = 'application/scim+json';

/** The keyword of RFC 7644 §3.12 for refusals of other libraries, by their code. */
const SCIM_TYPES: Readonly<Record<string, ScimType>> = {
  body_malformed: 'invalidSyntax',
  request_malformed: 'invalidSyntax',
  request_invalid: 'invalidSyntax',
  text_invalid: 'invalidValue',
  phone_invalid: 'invalidValue',
  user_invalid: 'invalidValue',
  group_invalid: 'invalidValue',
  user_conflict: 'uniqueness',
  group_conflict: 'uniqueness',
};

/** Refusals below the SCIM path as SCIM errors (RFC 7644 §3.12): unknown routes and faults of the server, too. */
export class ScimErrorRenderer implements ErrorRenderer {
  matches(request: FastifyRequest): boolean {
    return isBelow(SCIM_PATH, request.url);
  }

  render(problem: Problem, request: FastifyRequest): RenderedError {
    const shown = retriable(withScimType(problem));
    const call = callOf(request);
    if (call) call.refusal = shown;
    return { status: shown.status, headers: shown.headers, contentType: SCIM_MEDIA_TYPE, body: JSON.stringify(renderScimError(shown, referenceOf(request))) };
  }
}

function withScimType(problem: Problem): Problem {
  const scimType = SCIM_TYPES[problem.code];
  return scimType && problem.members.scimType === undefined ? problem.with({ members: { scimType } }) : problem;
}

/** Of all statuses Okta tries again after 429 alone, so that a database that is away for a while says this. */
function retriable(problem: Problem): Problem {
  if (problem.status !== 503) return problem;
  const { code, title, detail, hint, headers, members } = problem;
  return new Problem(code, 429, title, detail, { ...(hint !== undefined && { hint }), headers: { 'retry-after': '5', ...headers }, members, cause: problem });
}
