import type { Profile, SamlStatements } from '@app/idp/contract';
import { readSamlProfile } from '../profile/saml-profile.js';

const CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

// The claims that Entra makes by itself, and the short names that administrators give them by removing the namespace.
const NAMES = {
  email: [`${CLAIM}emailaddress`, 'emailaddress', 'email', 'mail'],
  givenName: [`${CLAIM}givenname`, 'givenname', 'firstName'],
  familyName: [`${CLAIM}surname`, 'surname', 'lastName'],
  displayName: ['http://schemas.microsoft.com/identity/claims/displayname', 'displayname'],
} as const;

/** The NameID is Entra's *Unique User Identifier*. The claim `name` is the user principal name, so it is not read as one. */
export function readProfile(assertion: SamlStatements): Profile {
  return readSamlProfile(assertion, NAMES);
}
