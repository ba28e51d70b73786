import type { Profile, SamlStatements } from '@app/idp/contract';
import { readSamlProfile } from '../profile/saml-profile.js';

const CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

// By the LDAP attribute profile (SAML Profiles §8.2: object identifiers), by WS-Federation's claims, and by habit.
const NAMES = {
  email: ['email', 'mail', 'urn:oid:0.9.2342.19200300.100.1.3', `${CLAIM}emailaddress`, 'emailAddress', 'email_address'],
  givenName: ['firstName', 'givenName', 'urn:oid:2.5.4.42', `${CLAIM}givenname`, 'first_name', 'given_name'],
  familyName: ['lastName', 'sn', 'surname', 'urn:oid:2.5.4.4', `${CLAIM}surname`, 'familyName', 'last_name', 'family_name'],
  displayName: ['displayName', 'urn:oid:2.16.840.1.113730.3.1.241', 'cn', 'urn:oid:2.5.4.3', 'display_name'],
} as const;

/** The NameID says who it is; attributes may say how the person is called. */
export function readProfile(assertion: SamlStatements): Profile {
  return readSamlProfile(assertion, NAMES);
}
