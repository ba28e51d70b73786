import type { Hints, IdentityAdvice } from '@app/idp/contract';

const AGAIN = 'Begin again at {loginUrl}, in the same browser and within 15 minutes, or click on MoovingON AI on the End User Dashboard.';
const REDIRECT = 'In Okta, General >> LOGIN >> Edit, set Sign-in redirect URIs to {callbackUrl}.';
const CREDENTIALS = 'In Okta, General >> Client Credentials, copy Client ID, and under CLIENT SECRETS an active secret, into the integration (Settings >> Integrations). Client authentication has to be Client secret.';
const ISSUER = 'In Okta, Sign On >> OpenID Connect ID Token >> Edit, set Issuer to Okta URL, and enter that address as Issuer of the integration.';
const CLOCKS = 'Sign in again: a page that was kept open or reloaded sends an old answer. If it happens every time, a clock is wrong.';
const KEYS = 'Enter the issuer in the integration once more, so that the configuration is read anew. A custom domain and the domain of the Okta organisation have issuers of their own.';
const EMAIL = 'In Okta, Directory >> People >> the person >> Profile, enter the primary email, and let the person confirm it; or set "Who signs in" of the integration to the user name.';

/** What to change in the Okta Admin Console, in the words that stand there. */
export const hints: Hints = {
  oidc_response_malformed: `Click on MoovingON AI on the End User Dashboard again. ${REDIRECT}`,
  oidc_response_invalid: `Compare the application in Okta with the values that the integration shows. ${ISSUER}`,
  'oidc_response_invalid.state': AGAIN,
  'oidc_response_invalid.nonce': AGAIN,
  'oidc_response_invalid.code': `${AGAIN} If it happens every time: ${REDIRECT}`,
  'oidc_response_invalid.issuer': ISSUER,
  'oidc_response_invalid.audience': CREDENTIALS,
  'oidc_response_invalid.authorized-party': CREDENTIALS,
  'oidc_response_invalid.signature': KEYS,
  'oidc_response_invalid.key': KEYS,
  'oidc_response_invalid.algorithm': 'In Okta, Sign On >> OpenID Connect ID Token, leave the signature algorithm at RS256.',
  'oidc_response_invalid.expiry': CLOCKS,
  'oidc_response_invalid.not-before': CLOCKS,
  'oidc_response_invalid.issue-instant': CLOCKS,
  'oidc_response_invalid.authn-instant': `Sign in to Okta anew. ${AGAIN}`,
  'oidc_response_invalid.email': EMAIL,
  oidc_refused_by_provider: 'Look at Reports >> System Log in Okta. Most often the person is not assigned to the application (tab Assignments), or its policy lets nobody in from there.',
  oidc_client_refused: CREDENTIALS,
  oidc_provider_unreachable: 'Okta did not answer: look at https://status.okta.com and try again.',
  user_inactive: 'The user is deactivated in MoovingON AI. Activate the user in MoovingON AI, or assign the person to the provisioning application in Okta again.',
  user_not_provisioned: 'Add a user with exactly this e-mail address in MoovingON AI, or let Okta provision the person (a second application with SCIM, as the guide describes).',
  integration_unknown: 'The integration was deleted in MoovingON AI while the sign-in was under way. Add it again (Settings >> Integrations), or remove the application in Okta.',
};

const SHARED = 'In Okta, Directory >> People >> the person >> Profile, compare Username and Primary email with the user in MoovingON AI.';

/** What to change in Okta so that a person has one name everywhere. */
export const identityAdvice: IdentityAdvice = {
  name_id_unknown: `${SHARED} The one that "Who signs in" of the integration names has to be the userName or the e-mail address that is shown here.`,
  name_id_is_email: `${SHARED} Where a second application provisions people (SCIM), set its Application username to Email (General >> SAML Settings >> Edit), so that both use one name.`,
  user_name_is_not_email: `${SHARED} Set Application username of the application that provisions people to Email, or set "Who signs in" of the integration to the name that both have.`,
  name_refused: `${SHARED} Correct the one that differs; if the person has no user any more, add the user again or let Okta provision it.`,
};
