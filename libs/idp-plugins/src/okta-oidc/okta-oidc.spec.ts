import { describeIdentityProvider, describeOpenIdProfile } from '../../../../test/support/identity-provider-contract.js';
import { tokens } from './fixtures.js';
import { oktaOidc } from './okta-oidc.js';

describeIdentityProvider(oktaOidc);

describeOpenIdProfile(oktaOidc, [
  { name: 'the claims of ID token and UserInfo', statements: tokens.withUserInfo, profile: { subject: '00u1b2c3d4e5f6g7h8i9', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi', displayName: 'Dana Levi' } },
  { name: 'an ID token with next to nothing in it', statements: tokens.thin, profile: { subject: '00u1b2c3d4e5f6g7h8i9' } },
]);
