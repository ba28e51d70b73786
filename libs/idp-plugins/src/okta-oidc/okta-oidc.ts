import { defineIdentityProvider } from '@app/idp/contract';
import { logo } from '../okta/logo.js';
import { readsPeople } from '../okta/people.js';
import { readOpenIdProfile } from '../profile/openid-profile.js';
import { guide } from './guide.js';
import { hints, identityAdvice } from './hints.js';

/** Okta Workforce Identity, as an OpenID Connect web application made with the App Integration Wizard. */
export const oktaOidc = defineIdentityProvider({
  key: 'okta-oidc',
  name: 'Okta (OpenID Connect)',
  protocol: 'oidc',
  summary: 'Log into MoovingON AI with Okta by OpenID Connect, where SAML 2.0 is not wanted.',
  searchWords: ['oidc', 'openid', 'oauth', 'sso', 'single sign-on', 'workforce identity'],
  fields: [],
  guide,
  hints,
  identityAdvice,
  logo,
  capabilities: { startsSignIn: true, readsPeople },
  readProfile: readOpenIdProfile,
});
