import { defineProblems, type Problem, type ProblemExtras } from '@app/kernel';

/** Every refusal of this library; `members.condition` says which check refused. */
export const refuse = defineProblems({
  openid_configuration_invalid: { status: 400, title: 'What the OpenID provider says of itself cannot be used' },
  oidc_response_malformed: { status: 400, title: "The OpenID provider's answer cannot be read" },
  oidc_response_invalid: { status: 401, title: "The OpenID provider's answer does not prove what it must" },
  oidc_refused_by_provider: { status: 401, title: 'The OpenID provider did not sign the person in' },
  oidc_client_refused: { status: 401, title: 'The OpenID provider does not take the client ID and secret' },
  oidc_provider_unreachable: { status: 502, title: 'The OpenID provider did not answer as it should' },
});

export type OidcProblemCode = keyof typeof refuse.definitions;

/** The condition that failed, in `members.condition` of a refusal: stable words for hints and for the sign-in log. */
export type OidcCondition =
  | 'access-token-hash'
  | 'algorithm'
  | 'audience'
  | 'authn-instant'
  | 'authorized-party'
  | 'claim'
  | 'code'
  | 'email'
  | 'expiry'
  | 'issue-instant'
  | 'issuer'
  | 'key'
  | 'nonce'
  | 'not-before'
  | 'signature'
  | 'state'
  | 'subject';

interface Finding {
  readonly condition: OidcCondition;
  readonly expected: string;
  readonly received: string;
}

const LONGEST_ECHO = 300;

/** An answer that does not prove what it must: the detail reads *what is wrong, expected X, received Y*. */
export function refuseResponse(wrong: string, { condition, expected, received }: Finding, extras: ProblemExtras = {}): Problem<OidcProblemCode> {
  const echo = received.length > LONGEST_ECHO ? `${received.slice(0, LONGEST_ECHO)}…` : received;
  return refuse('oidc_response_invalid', `${wrong}, expected ${expected}, received ${echo}.`, { ...extras, members: { condition, expected, received: echo } });
}
