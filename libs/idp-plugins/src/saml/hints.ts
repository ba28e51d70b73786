import type { Hints, IdentityAdvice } from '@app/idp/contract';

const ACS = "In the identity provider's application, set the assertion consumer service (ACS, reply or single sign-on URL, recipient, destination) to {acsUrl}.";
const AUDIENCE = "In the identity provider's application, set the audience (SP entity ID) to {audience}, or enter the audience that the identity provider has as Entity ID of the integration. Both have to be equal to the letter.";
const METADATA = "Bring the identity provider's current metadata in: enter its address (or the document) in the integration again.";
const ALGORITHMS = "In the identity provider's application, set the signature algorithm to RSA-SHA256 and the digest algorithm to SHA-256. SHA-1 is not accepted.";
const SIGNATURE = "In the identity provider's application, switch on that the assertion, the response, or both are signed.";
const CLOCKS = 'Sign in again: an answer is good for a few minutes, and a page that was kept open or reloaded sends an old one. If it happens every time, set the clock of the identity provider by NTP.';
const NAME = "In the identity provider's application, let the NameID be the person's e-mail address (format emailAddress), the same that MoovingON AI has.";
const AGAIN = 'Begin again at {loginUrl}, in the same browser and within 15 minutes.';
const ENCRYPTION = "In the identity provider's application, encrypt assertions with AES-GCM, RSA-OAEP and the certificate from {certificateUrl}, or switch encryption off.";
const LOGOUT = "In the identity provider's application, set the single logout service to {logoutUrl} and the SP entity ID to {audience}.";

/** What to change at an identity provider whose console we do not know, in the words of SAML. */
export const hints: Hints = {
  saml_response_missing: `Open MoovingON AI from the identity provider's portal, or begin at {loginUrl}. If it happens again: ${ACS} Its binding has to be HTTP-POST.`,
  saml_response_malformed: 'Something between the identity provider and this service changes or cuts the response: look at proxies and browser extensions, then sign in again.',
  'saml_response_malformed.size': 'The response is too large: send fewer groups or attributes.',
  saml_signature_invalid: METADATA,
  'saml_signature_invalid.signature-algorithm': ALGORITHMS,
  'saml_signature_invalid.digest-algorithm': ALGORITHMS,
  'saml_signature_invalid.key': `Sign with an RSA key of at least 2048 bits. ${METADATA}`,
  'saml_signature_invalid.unsigned': SIGNATURE,
  'saml_signature_invalid.encryption': ENCRYPTION,
  saml_response_invalid: `Compare the application at the identity provider with the values that the integration shows. ${METADATA}`,
  'saml_response_invalid.audience': AUDIENCE,
  'saml_response_invalid.recipient': ACS,
  'saml_response_invalid.destination': ACS,
  'saml_response_invalid.issuer': `The response comes from another identity provider than the one whose metadata was entered. ${METADATA}`,
  'saml_response_invalid.expiry': CLOCKS,
  'saml_response_invalid.not-before': CLOCKS,
  'saml_response_invalid.issue-instant': CLOCKS,
  'saml_response_invalid.authn-instant': `Sign in to the identity provider anew. ${AGAIN}`,
  'saml_response_invalid.session-expiry': `Sign in to the identity provider anew. ${AGAIN}`,
  'saml_response_invalid.in-response-to': AGAIN,
  'saml_response_invalid.status': "The identity provider did not sign the person in: look at its log. Most often the person is not allowed to use the application.",
  'saml_response_invalid.subject': NAME,
  'saml_response_invalid.name-id': `The identity provider sent an empty name. ${NAME}`,
  'saml_response_invalid.name-id-format': NAME,
  'saml_response_invalid.attribute': "In the identity provider's application, send every attribute once, with one value: email, firstName, lastName.",
  'saml_response_invalid.encryption': ENCRYPTION,
  'saml_response_invalid.signature': `${SIGNATURE} Or switch off "Only signed responses" in the integration.`,
  'saml_response_invalid.certificate': `The signing certificate of the identity provider has expired: replace it there. ${METADATA}`,
  'saml_response_invalid.authn-context': 'At the identity provider, ask for the way to sign in that the integration asks for, or change what the integration asks for.',
  'saml_response_invalid.assertion-count': 'The identity provider has to send exactly one assertion.',
  saml_assertion_replayed: 'This answer was used already, as after "back" or "reload" in the browser: sign in again.',
  user_inactive: 'The user is deactivated in MoovingON AI. If the identity provider provisions it, assign the person there again; otherwise activate the user in MoovingON AI.',
  user_not_provisioned: `Let the identity provider provision the person (SCIM), or add a user with exactly this e-mail address in MoovingON AI. If there is such a user: ${NAME}`,
  integration_unknown: 'The integration was deleted in MoovingON AI while the sign-in was under way. Add it again (Settings >> Integrations), or remove the application at the identity provider.',
  logout_message_malformed: LOGOUT,
  logout_signature_invalid: `Let the identity provider sign its logout messages, and give it the certificate from {certificateUrl}. ${METADATA}`,
  logout_message_invalid: LOGOUT,
};

/** What to change so that a person has one name everywhere, in the words of SAML and SCIM. */
export const identityAdvice: IdentityAdvice = {
  name_id_unknown: `${NAME} Or change the user in MoovingON AI to the name that the identity provider sends.`,
  name_id_is_email: `The identity provider signs this person in by one name and provisions by another: map the same attribute to NameID and to the SCIM attribute userName.`,
  user_name_is_not_email: 'Map the e-mail address of the person to the SCIM attribute userName and to NameID, so that there is one name everywhere. Nobody is locked out as long as NameID is one of the two.',
  name_refused: `${NAME} If the person has no user any more, let the identity provider provision it again, or add the user in MoovingON AI.`,
};
