import { defineProblems } from '@app/kernel';

/** The refusals of signing in and out, beside those that saml and directory find. */
export const refuseSignIn = defineProblems({
  revocation_request_malformed: { status: 400, title: 'The request does not say whose sessions are to end' },
  revocation_token_invalid: { status: 401, title: 'The request to end sessions does not prove whom it comes from' },
  revocation_not_offered: { status: 403, title: 'The identity provider of the integration ends no sessions by a call' },
  revocation_subject_unknown: { status: 404, title: 'The account has no such user' },
  return_to_invalid: { status: 400, title: 'The page to return to cannot be used' },
  sign_in_code_invalid: { status: 400, title: 'The sign-in code cannot be used' },
  saml_assertion_replayed: { status: 401, title: 'This sign-in was used already' },
  logout_message_replayed: { status: 401, title: 'This logout message was used already' },
  integration_unknown: { status: 404, title: 'No integration belongs to this sign-in' },
  sign_in_not_started_here: { status: 404, title: 'A sign-in with this identity provider does not begin here' },
  single_logout_unavailable: { status: 404, title: 'The integration has no single logout' },
  service_key_unknown: { status: 404, title: 'The service has no such key' },
  service_key_waiting: { status: 409, title: 'The next key is published already' },
  service_key_state: { status: 409, title: 'The key cannot do that now' },
  user_not_provisioned: { status: 405, title: 'The person has no user in this account' },
});
