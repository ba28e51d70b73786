import { defineIdentityProvider } from '@app/idp/contract';
import { guide } from './guide.js';
import { hints, identityAdvice } from './hints.js';
import { logo } from './logo.js';
import { readProfile } from './profile.js';

/** Microsoft Entra ID (formerly Azure Active Directory), as an enterprise application with SAML single sign-on. */
export const entra = defineIdentityProvider({
  key: 'entra',
  name: 'Microsoft Entra ID',
  protocol: 'saml',
  summary: 'Log into MoovingON AI from Microsoft My Apps (SAML 2.0), and let Microsoft Entra provision users and groups (SCIM 2.0).',
  searchWords: ['azure', 'azure ad', 'azure active directory', 'aad', 'office 365', 'microsoft 365', 'sso', 'single sign-on', 'saml', 'scim', 'provisioning'],
  fields: [],
  guide,
  hints,
  identityAdvice,
  logo,
  capabilities: { startsSignIn: true, singleLogout: true },
  narrowing: {},
  readProfile,
});
