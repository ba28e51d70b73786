import { defineIdentityProvider } from '@app/idp/contract';
import { readOpenIdProfile } from '../profile/openid-profile.js';
import { guide } from './guide.js';
import { hints, identityAdvice } from './hints.js';
import { logo } from './logo.js';

/** Any identity provider that speaks OpenID Connect and has no plugin of its own. */
export const oidc = defineIdentityProvider({
  key: 'oidc',
  name: 'OpenID Connect',
  protocol: 'oidc',
  summary: 'Log into MoovingON AI through any other identity provider that speaks OpenID Connect.',
  searchWords: ['custom', 'generic', 'other', 'openid', 'oauth', 'sso', 'single sign-on', 'google', 'auth0', 'keycloak', 'ping', 'gitlab', 'zitadel'],
  fields: [],
  guide,
  hints,
  identityAdvice,
  logo,
  capabilities: { startsSignIn: true },
  readProfile: readOpenIdProfile,
});
