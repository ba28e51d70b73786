import type { OpenIdStatements } from '@app/idp/contract';

const statements = (claims: Record<string, unknown>): OpenIdStatements => ({ issuer: 'https://acme.okta.com', claims: new Map(Object.entries({ iss: 'https://acme.okta.com', aud: '0oa1b2c3d4e5f6g7h8i9', ...claims })) });

/** Claims as Okta makes them: by the ID token with UserInfo beside it, and by the ID token alone. */
export const tokens = {
  withUserInfo: statements({ sub: '00u1b2c3d4e5f6g7h8i9', name: 'Dana Levi', given_name: 'Dana', family_name: 'Levi', email: 'dana@acme.example', email_verified: true, preferred_username: 'dana@acme.example', locale: 'en-US', zoneinfo: 'America/Los_Angeles', amr: ['mfa', 'otp', 'pwd'], idp: '00o1' }),
  thin: statements({ sub: '00u1b2c3d4e5f6g7h8i9', auth_time: 1764000000, at_hash: 'x', amr: ['pwd'] }),
};
