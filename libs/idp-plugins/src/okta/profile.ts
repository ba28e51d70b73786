import type { Profile, SamlStatements } from '@app/idp/contract';
import { singleAttribute } from '@app/saml';
import { readSamlProfile } from '../profile/saml-profile.js';

// Attribute names are free text in Okta: these are the habits, compared without regard to case.
const NAMES = {
  email: ['email', 'mail', 'emailAddress', 'user.email', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'],
  givenName: ['firstName', 'givenName', 'first_name', 'user.firstName', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname'],
  familyName: ['lastName', 'familyName', 'last_name', 'surname', 'user.lastName', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname'],
  displayName: ['displayName', 'name', 'user.displayName', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name'],
} as const;
const LOGIN = ['login', 'userName', 'user.login'];

/** The NameID is Okta's *Application username*, whatever its format says. */
export function readProfile(assertion: SamlStatements): Profile {
  const profile = readSamlProfile(assertion, NAMES);
  return { ...profile, email: profile.email ?? addressIn(singleAttribute(assertion.attributes, LOGIN)?.trim()) };
}

/** Okta's login is an e-mail address unless an administrator has changed its format. */
function addressIn(login: string | undefined): string | undefined {
  return login !== undefined && /^[^\s@]+@[^\s@]+$/.test(login) ? login : undefined;
}
