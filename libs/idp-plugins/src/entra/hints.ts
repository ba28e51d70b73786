import type { Hints, IdentityAdvice } from '@app/idp/contract';

const BASIC = 'In the Microsoft Entra admin center, Enterprise applications >> MoovingON AI >> Single sign-on >> Basic SAML Configuration >> Edit,';
const CERTIFICATES = 'In the Microsoft Entra admin center, Enterprise applications >> MoovingON AI >> Single sign-on >> SAML Certificates,';
const CLAIMS = 'In the Microsoft Entra admin center, Enterprise applications >> MoovingON AI >> Single sign-on >> Attributes & Claims >> Edit,';
const REPLY_URL = `${BASIC} enter {acsUrl} as Reply URL (Assertion Consumer Service URL) and mark it as the default.`;
const IDENTIFIER = `${BASIC} enter {audience} as Identifier (Entity ID) and mark it as the default, or enter the identifier that Entra has as Entity ID of the integration. Both have to be equal to the letter.`;
const METADATA = `${CERTIFICATES} copy App Federation Metadata Url and enter it in the integration again. It has to be that of this application: it ends in ?appid=….`;
const SIGNING = `${CERTIFICATES} Edit, set Signing Algorithm to SHA-256 and Signing Option to Sign SAML response and assertion. SHA-1 is not accepted.`;
const CLOCKS = 'Open MoovingON AI from My Apps (https://myapps.microsoft.com) again: a page that was kept open or reloaded sends an old answer. If it happens every time, a clock is wrong.';
const NAME = `${CLAIMS} set Unique User Identifier (Name ID) to user.mail with the name identifier format Email address, and give the person a value for E-mail.`;
const AGAIN = 'Begin again at {loginUrl}, in the same browser and within 15 minutes, or open MoovingON AI from My Apps (https://myapps.microsoft.com).';
const ENCRYPTION = 'In the Microsoft Entra admin center, Enterprise applications >> MoovingON AI >> Token encryption, import the certificate from {certificateUrl} and activate it, or remove the certificate that is there.';
const LOGOUT = `${BASIC} enter {logoutUrl} as Logout Url.`;

/** What to change in the Microsoft Entra admin center, in the words that stand there. */
export const hints: Hints = {
  saml_response_missing: `Open MoovingON AI from My Apps (https://myapps.microsoft.com). If it happens there: ${REPLY_URL}`,
  saml_response_malformed: 'Something between Microsoft Entra and this service changes or cuts the response: look at proxies and browser extensions, then open MoovingON AI from My Apps again.',
  'saml_response_malformed.size': `The response is too large. ${CLAIMS} restrict the group claim to Groups assigned to the application, or remove it.`,
  saml_signature_invalid: METADATA,
  'saml_signature_invalid.signature-algorithm': SIGNING,
  'saml_signature_invalid.digest-algorithm': SIGNING,
  'saml_signature_invalid.key': `${CERTIFICATES} Edit, click New Certificate, save it, make it active, and enter App Federation Metadata Url in the integration again.`,
  'saml_signature_invalid.unsigned': SIGNING,
  'saml_signature_invalid.encryption': ENCRYPTION,
  saml_response_invalid: `Compare Basic SAML Configuration in Microsoft Entra with the values that the integration shows. ${METADATA}`,
  'saml_response_invalid.audience': IDENTIFIER,
  'saml_response_invalid.recipient': REPLY_URL,
  'saml_response_invalid.destination': REPLY_URL,
  'saml_response_invalid.issuer': `The response comes from another tenant than the one whose metadata was entered. ${METADATA}`,
  'saml_response_invalid.expiry': CLOCKS,
  'saml_response_invalid.not-before': CLOCKS,
  'saml_response_invalid.issue-instant': CLOCKS,
  'saml_response_invalid.authn-instant': `Sign out of Microsoft and in again. ${AGAIN}`,
  'saml_response_invalid.session-expiry': `Sign out of Microsoft and in again. ${AGAIN}`,
  'saml_response_invalid.in-response-to': AGAIN,
  'saml_response_invalid.status': 'Microsoft Entra did not sign the person in: look at Monitoring >> Sign-in logs there. Most often the person is not assigned to the application (Users and groups).',
  'saml_response_invalid.subject': NAME,
  'saml_response_invalid.name-id': `Microsoft Entra sent an empty name. ${NAME}`,
  'saml_response_invalid.name-id-format': NAME,
  'saml_response_invalid.attribute': `${CLAIMS} let every claim have one source attribute: emailaddress (user.mail), givenname (user.givenname), surname (user.surname).`,
  'saml_response_invalid.encryption': ENCRYPTION,
  'saml_response_invalid.signature': `${CERTIFICATES} Edit, set Signing Option to Sign SAML response and assertion, or switch off "Only signed responses" in the integration.`,
  'saml_response_invalid.certificate': `The signing certificate of the application has expired. ${CERTIFICATES} Edit, click New Certificate, save it and make it active. Where the integration has the Metadata Url, the new one is read from there.`,
  'saml_response_invalid.authn-context': 'In the Microsoft Entra admin center, Protection >> Conditional Access, ask for the way to sign in that the integration asks for.',
  'saml_response_invalid.assertion-count': 'A response of Microsoft Entra holds exactly one assertion: look at what stands between Entra and this service.',
  saml_assertion_replayed: 'This answer of Microsoft Entra was used already, as after "back" or "reload" in the browser: open MoovingON AI from My Apps again.',
  user_inactive: 'The user is deactivated in MoovingON AI. If Microsoft Entra provisions it: assign the person to the application again (Users and groups) and look at Provisioning >> Provisioning logs. Otherwise activate the user in MoovingON AI.',
  user_not_provisioned:
    'Assign the person to the application in Microsoft Entra (Users and groups) and use Provisioning >> Provision on demand, or add a user with exactly this e-mail address in MoovingON AI. If there is such a user, compare Unique User Identifier (Single sign-on >> Attributes & Claims) with the mapping of userName (Provisioning >> Mappings): both have to be the same source attribute.',
  integration_unknown: 'The integration was deleted in MoovingON AI while the sign-in was under way. Add it again (Settings >> Integrations), or delete the enterprise application in Microsoft Entra.',
  logout_message_malformed: LOGOUT,
  logout_signature_invalid: `${METADATA} Microsoft Entra has to sign its logout messages.`,
  logout_message_invalid: LOGOUT,
};

const MAPPING = 'Provisioning >> Mappings >> Provision Microsoft Entra ID Users';

/** What to change in Microsoft Entra so that a person has one name everywhere. */
export const identityAdvice: IdentityAdvice = {
  name_id_unknown: `${NAME} Compare E-mail of the person in Microsoft Entra (Users >> the person >> Contact information) with the user in MoovingON AI.`,
  name_id_is_email: `Microsoft Entra signs this person in by one name and provisions by another: under ${MAPPING} map mail to userName, or ${CLAIMS.charAt(0).toLowerCase()}${CLAIMS.slice(1)} set Unique User Identifier (Name ID) to the attribute that userName is mapped from.`,
  user_name_is_not_email: `Nobody is locked out as long as Unique User Identifier (Single sign-on >> Attributes & Claims) and the mapping of userName are the same attribute. To have one name everywhere, map mail to userName under ${MAPPING}.`,
  name_refused: `Unique User Identifier (Single sign-on >> Attributes & Claims) and userName (${MAPPING}) have to be the same source attribute. ${NAME} If the person has no user any more, use Provisioning >> Provision on demand.`,
};
