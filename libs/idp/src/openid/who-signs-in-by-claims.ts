import type { Profile } from '@app/idp/contract';
import { type VerifiedIdToken, refuseOidc } from '@app/oidc';

/**
 * The name that a person of the account is looked up by. `sub` is made up by most providers, so by default the e-mail address stands
 * in, and only where the provider vouches for it (OpenID Connect Core §5.1): a person may be able to enter any address there.
 * @param nameClaim what the administrator has chosen: `email`, `preferred_username`, `sub`
 * @throws Problem `oidc_response_invalid` (401)
 */
export function whoSignsInByClaims({ claims, subject }: Pick<VerifiedIdToken, 'claims' | 'subject'>, { email }: Profile, nameClaim: unknown): string {
  if (nameClaim === 'sub') return subject.trim();
  if (nameClaim === 'preferred_username') return readUserName(claims.get('preferred_username'));
  if (email === undefined) throw refuse('The provider states no e-mail address', 'none');
  if (claims.get('email_verified') !== true) throw refuse('The provider does not vouch for the e-mail address', `email_verified ${JSON.stringify(claims.get('email_verified')) ?? 'missing'}`);
  return email;
}

function readUserName(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw refuseOidc('oidc_response_invalid', 'The provider states no user name, expected the claim preferred_username, received none.', {
    members: { condition: 'claim', expected: 'the claim preferred_username', received: 'none' },
  });
}

function refuse(wrong: string, received: string) {
  const expected = 'the claim email with email_verified true';
  return refuseOidc('oidc_response_invalid', `${wrong}, expected ${expected}, received ${received}.`, { members: { condition: 'email', expected, received } });
}
