import { describeIdentityProvider, describeOpenIdProfile } from '../../../../test/support/identity-provider-contract.js';
import { tokens } from './fixtures.js';
import { oidc } from './oidc.js';

describeIdentityProvider(oidc);

describeOpenIdProfile(oidc, [
  { name: 'Google', statements: tokens.google, profile: { subject: '110169484474386276334', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi', displayName: 'Dana Levi' } },
  { name: 'Keycloak', statements: tokens.keycloak, profile: { subject: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', email: 'dana@acme.example' } },
  { name: 'claims that are no texts as none', statements: tokens.odd, profile: { subject: 'x' } },
]);
