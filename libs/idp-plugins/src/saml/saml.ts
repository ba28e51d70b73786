import { defineIdentityProvider } from '@app/idp/contract';
import { guide } from './guide.js';
import { hints, identityAdvice } from './hints.js';
import { logo } from './logo.js';
import { readProfile } from './profile.js';

/** Any identity provider that speaks SAML 2.0 and has no plugin of its own. */
export const saml = defineIdentityProvider({
  key: 'saml',
  name: 'SAML 2.0',
  protocol: 'saml',
  summary: 'Log into MoovingON AI through any other identity provider that speaks SAML 2.0.',
  searchWords: ['custom', 'generic', 'other', 'sso', 'single sign-on', 'scim', 'ping', 'onelogin', 'jumpcloud', 'google workspace', 'adfs', 'keycloak', 'shibboleth', 'simplesamlphp'],
  fields: [],
  guide,
  hints,
  identityAdvice,
  logo,
  capabilities: { startsSignIn: true, singleLogout: true },
  narrowing: {},
  readProfile,
});
