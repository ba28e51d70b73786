import type { Hints, IdentityAdvice } from '@app/idp/contract';

const AGAIN = 'Begin again at {loginUrl}, in the same browser and within 15 minutes.';
const REDIRECT = "In the provider's application, set the redirect URI to {callbackUrl}.";
const CREDENTIALS = "Copy client ID and client secret from the provider's application into the integration (Settings >> Integrations). The application has to be a confidential (web) client.";
const ISSUER = "Enter the provider's issuer in the integration, to the letter: it is the member issuer of its OpenID configuration.";
const CLOCKS = 'Sign in again. If it happens every time, set the clock of the provider by NTP.';
const KEYS = 'Enter the issuer in the integration once more, so that the configuration is read anew, and look whether jwks_uri shows the key that the provider signs with.';

/** What to change at a provider whose console we do not know, in the words of OpenID Connect. */
export const hints: Hints = {
  oidc_response_malformed: `${AGAIN} ${REDIRECT}`,
  oidc_response_invalid: `Compare the application at the provider with the values that the integration shows. ${ISSUER}`,
  'oidc_response_invalid.state': AGAIN,
  'oidc_response_invalid.nonce': AGAIN,
  'oidc_response_invalid.code': `${AGAIN} If it happens every time: ${REDIRECT}`,
  'oidc_response_invalid.issuer': ISSUER,
  'oidc_response_invalid.audience': CREDENTIALS,
  'oidc_response_invalid.authorized-party': CREDENTIALS,
  'oidc_response_invalid.signature': KEYS,
  'oidc_response_invalid.key': KEYS,
  'oidc_response_invalid.algorithm': "In the provider's application, let ID tokens be signed with RS256 or ES256, not with the client secret (HS256).",
  'oidc_response_invalid.expiry': CLOCKS,
  'oidc_response_invalid.not-before': CLOCKS,
  'oidc_response_invalid.issue-instant': CLOCKS,
  'oidc_response_invalid.authn-instant': `Let the provider state auth_time, or switch off "Ask for a fresh sign-in" in the integration. ${AGAIN}`,
  'oidc_response_invalid.email': 'Let the provider state email and email_verified for this application (scope email) and verify the address of the person; or set "Who signs in" of the integration to another claim.',
  oidc_refused_by_provider: "Look at the provider's log. Most often the person is not allowed to use the application.",
  oidc_client_refused: CREDENTIALS,
  oidc_provider_unreachable: 'The provider did not answer this service as it should: look at its log, and whether its addresses can be reached from the internet.',
  user_inactive: 'The user is deactivated in MoovingON AI. Activate the user, or let the provisioning client do so.',
  user_not_provisioned: 'Add a user with exactly this name as userName or primary e-mail address in MoovingON AI, or set "Who signs in" of the integration to the claim that holds the name which MoovingON AI knows.',
  integration_unknown: 'The integration was deleted in MoovingON AI while the sign-in was under way. Add it again (Settings >> Integrations), or remove the application at the provider.',
};

/** What to change so that a person has one name everywhere, in the words of OpenID Connect. */
export const identityAdvice: IdentityAdvice = {
  name_id_unknown: 'Let the claim that "Who signs in" of the integration names be the userName or the e-mail address that is shown here, or change the user in MoovingON AI.',
  name_id_is_email: 'The provider signs this person in by one name, and the user was made with another: let userName in MoovingON AI be the claim that "Who signs in" of the integration names.',
  user_name_is_not_email: 'Let userName and e-mail address of the user in MoovingON AI be the same, as the provider has them. Nobody is locked out as long as the claim that "Who signs in" names is one of the two.',
  name_refused: 'Correct the claim at the provider or the user in MoovingON AI, so that both have the same name; if the person has no user any more, add the user again.',
};
