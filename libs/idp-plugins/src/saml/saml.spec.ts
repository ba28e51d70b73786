import { describeIdentityProvider, describeSamlProfile } from '../../../../test/support/identity-provider-contract.js';
import { assertions } from './fixtures.js';
import { saml } from './saml.js';

describeIdentityProvider(saml);

describeSamlProfile(saml, [
  { name: 'Keycloak', assertion: assertions.keycloak, profile: { subject: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' } },
  { name: 'Shibboleth, by object identifiers', assertion: assertions.shibboleth, profile: { subject: 'AAdzZWNyZXQ', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi', displayName: 'Dana Levi' } },
  { name: 'AD FS, by claims', assertion: assertions.adfs, profile: { subject: 'dana@acme.example', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' } },
  { name: 'Google Workspace', assertion: assertions.google, profile: { subject: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' } },
]);
