import type { OpenIdStatements } from '@app/idp/contract';

const statements = (issuer: string, claims: Record<string, unknown>): OpenIdStatements => ({ issuer, claims: new Map(Object.entries({ iss: issuer, ...claims })) });

/** Claims of several products. */
export const tokens = {
  google: statements('https://accounts.google.com', { sub: '110169484474386276334', email: 'dana@acme.example', email_verified: true, hd: 'acme.example', name: 'Dana Levi', given_name: 'Dana', family_name: 'Levi' }),
  keycloak: statements('https://sso.acme.example/realms/acme', { sub: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', preferred_username: 'dana', email: 'dana@acme.example', email_verified: false, resource_access: { account: { roles: ['view'] } } }),
  odd: statements('https://odd.example', { sub: 'x', email: ['a@b.example'], given_name: 7, family_name: ' ', name: { first: 'Dana' } }),
};
