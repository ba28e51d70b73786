import { Problem } from '@app/kernel';
import type { ScimType } from '../protocol/index.js';

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

/** Any refusal as SCIM says it: with its keyword, and in a status that provisioning clients understand. */
export function asScimRefusal(problem: Problem): Problem {
  return retriable(withScimType(problem));
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
