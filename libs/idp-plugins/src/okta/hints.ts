import type { Hints, IdentityAdvice } from '@app/idp/contract';

const SIGN_ON_URL = 'In Okta, General >> SAML Settings >> Edit, set Single sign-on URL to {acsUrl} and leave "Use this for Recipient URL and Destination URL" ticked.';
const AUDIENCE = 'In Okta, General >> SAML Settings >> Edit, set Audience URI (SP Entity ID) to {audience}, or enter the audience that Okta has as Entity ID of the integration. Both have to be equal to the letter.';
const METADATA = 'In Okta, tab Sign On, copy the Metadata URL of this application and enter it in the integration again.';
const ALGORITHMS = 'In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, set Signature Algorithm to RSA-SHA256 and Digest Algorithm to SHA256. SHA-1 is not accepted.';
const CLOCKS = 'Click on MoovingON AI on the End User Dashboard again: an answer of Okta is good for five minutes and a page that was kept open or reloaded sends an old one. If it happens every time, a clock is wrong.';
const USERNAME = 'In Okta, General >> SAML Settings >> Edit, set Application username to Email and Name ID format to EmailAddress.';
const ATTRIBUTES = 'In Okta, General >> SAML Settings >> Edit, list every attribute statement once: email (user.email), firstName (user.firstName), lastName (user.lastName).';
const ENCRYPTION = 'In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, set Assertion Encryption to Unencrypted, or to Encrypted with AES256-GCM, RSA-OAEP and the certificate from {certificateUrl}.';
const AGAIN = 'Begin again at {loginUrl}, in the same browser and within 15 minutes, or click on MoovingON AI on the End User Dashboard.';

/** What to change in the Okta Admin Console, in the words that stand there. */
export const hints: Hints = {
  saml_response_missing: `Open MoovingON AI from the End User Dashboard. If it happens there: ${SIGN_ON_URL}`,
  saml_response_malformed: 'Something between Okta and this service changes or cuts the response: look at proxies and browser extensions, then click on MoovingON AI on the End User Dashboard again.',
  'saml_response_malformed.size': 'The response is too large: in Okta, General >> SAML Settings >> Edit, narrow the filter of the Group Attribute Statements, or remove them.',
  saml_signature_invalid: METADATA,
  'saml_signature_invalid.signature-algorithm': ALGORITHMS,
  'saml_signature_invalid.digest-algorithm': ALGORITHMS,
  'saml_signature_invalid.key': 'In Okta, tab Sign On >> SAML Signing Certificates, generate a SHA-2 certificate, activate it, and enter the Metadata URL in the integration again.',
  'saml_signature_invalid.unsigned': 'In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, set Response or Assertion Signature (or both) to Signed.',
  'saml_signature_invalid.encryption': ENCRYPTION,
  saml_response_invalid: `Compare the application in Okta (General >> SAML Settings) with the values that the integration shows. ${METADATA}`,
  'saml_response_invalid.audience': AUDIENCE,
  'saml_response_invalid.recipient': SIGN_ON_URL,
  'saml_response_invalid.destination': SIGN_ON_URL,
  'saml_response_invalid.issuer': `The response comes from another Okta application than the one whose metadata was entered. ${METADATA}`,
  'saml_response_invalid.expiry': CLOCKS,
  'saml_response_invalid.not-before': CLOCKS,
  'saml_response_invalid.issue-instant': CLOCKS,
  'saml_response_invalid.authn-instant': `Sign in to Okta anew. ${AGAIN}`,
  'saml_response_invalid.session-expiry': `Sign in to Okta anew. ${AGAIN}`,
  'saml_response_invalid.in-response-to': AGAIN,
  'saml_response_invalid.status': 'Okta did not sign the person in: look at Reports >> System Log in Okta. Most often the person is not assigned to the application (tab Assignments).',
  'saml_response_invalid.subject': USERNAME,
  'saml_response_invalid.name-id': `Okta sent an empty name. ${USERNAME} The person needs a value there.`,
  'saml_response_invalid.name-id-format': USERNAME,
  'saml_response_invalid.attribute': ATTRIBUTES,
  'saml_response_invalid.encryption': ENCRYPTION,
  'saml_response_invalid.signature': 'In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, set Response to Signed, or switch off "Only signed responses" in the integration.',
  'saml_response_invalid.certificate': `The signing certificate of the application has expired: in Okta, tab Sign On >> SAML Signing Certificates, generate and activate a new one. ${METADATA}`,
  'saml_response_invalid.authn-context': 'In Okta, tab Sign On >> Sign On Policy (or Authentication policy), ask for the way to sign in that the integration asks for.',
  'saml_response_invalid.assertion-count': 'Response and assertion of an Okta application hold exactly one assertion: look at what stands between Okta and this service.',
  saml_assertion_replayed: 'This answer of Okta was used already, as after "back" or "reload" in the browser: click on MoovingON AI on the End User Dashboard again.',
  user_inactive: 'The user is deactivated in MoovingON AI. If Okta provisions it: assign the person to the application again (tab Assignments), or look there for a task that failed. Otherwise activate the user in MoovingON AI.',
  user_not_provisioned:
    'Assign the person to the application in Okta (tab Assignments) with SCIM provisioning switched on, or add a user with exactly this e-mail address in MoovingON AI. If there is such a user, set Application username to Email in Okta (General >> SAML Settings).',
  integration_unknown: 'The integration was deleted in MoovingON AI while the sign-in was under way. Add it again (Settings >> Integrations), or remove the application in Okta.',
  logout_message_malformed: 'In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, set Single Logout URL to {logoutUrl}.',
  logout_signature_invalid: `In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, upload the certificate from {certificateUrl} as Signature Certificate. ${METADATA}`,
  logout_message_invalid: 'In Okta, General >> SAML Settings >> Edit >> Show Advanced Settings, set Single Logout URL to {logoutUrl} and SP Issuer to {audience}.',
  revocation_token_invalid: `In Okta, section Logout of the application, set Logout Endpoint URL to {revocationUrl}. ${METADATA}`,
  'revocation_token_invalid.audience': 'In Okta, section Logout of the application, set Logout Endpoint URL to {revocationUrl}, to the letter.',
  'revocation_token_invalid.issuer': 'Enter the Okta domain in the integration (Settings >> Integrations): the address of the Okta organisation, such as https://acme.okta.com.',
  'revocation_token_invalid.subject': 'Correct the Okta application ID in the integration (Settings >> Integrations): it is in the address of the application in the Admin Console, 0oa….',
  'revocation_token_invalid.signature': METADATA,
  revocation_request_malformed: 'In Okta, section Logout of the application, set Subject Format to Email.',
  revocation_subject_unknown: 'Okta speaks of a person who has no user here: nothing has to end. If there is such a user, set Subject Format to Email in Okta (section Logout of the application), and let the e-mail address be the same on both sides.',
};

const PERSON = 'On the tab Assignments, edit the person: User Name there is the name that Okta sends.';
const PROVISIONED = 'On the tab Provisioning >> To App, userName has to be "Configured in Sign On settings".';

/** What to change in Okta so that a person has one name everywhere. */
export const identityAdvice: IdentityAdvice = {
  name_id_unknown: `${USERNAME} ${PERSON} Set it to the userName that is shown here, or change the user in MoovingON AI to what Okta sends.`,
  name_id_is_email: `Okta signs this person in by one name and provisions by another. ${USERNAME} ${PROVISIONED} Then set Update application username on to Create and update.`,
  user_name_is_not_email: `${USERNAME} Set Update application username on to Create and update, and let the primary email of the person (Directory >> People >> Profile) be that of MoovingON AI.`,
  name_refused: `${USERNAME} ${PERSON} Set it to the userName that is shown here; if the person has no user any more, assign the person to the application again.`,
};
