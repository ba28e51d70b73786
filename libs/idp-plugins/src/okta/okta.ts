import { defineIdentityProvider } from '@app/idp/contract';
import { fields } from './fields.js';
import { guide } from './guide.js';
import { hints, identityAdvice } from './hints.js';
import { logo } from './logo.js';
import { readsPeople } from './people.js';
import { readProfile } from './profile.js';

/** Okta Workforce Identity, as a SAML 2.0 application made with the App Integration Wizard. */
export const okta = defineIdentityProvider({
  key: 'okta',
  name: 'Okta',
  protocol: 'saml',
  summary: 'Log into MoovingON AI from the Okta dashboard (SAML 2.0), and let Okta provision users and groups (SCIM 2.0).',
  searchWords: ['sso', 'single sign-on', 'saml', 'saml 2.0', 'scim', 'provisioning', 'workforce identity'],
  fields,
  guide,
  hints,
  identityAdvice,
  logo,
  capabilities: { startsSignIn: true, readsPeople, singleLogout: true, revokesTokens: { tokenType: 'global-token-revocation+jwt', issuerOption: 'orgUrl', subjectOption: 'appInstanceId' } },
  narrowing: {},
  readProfile,
});
