import type { OpenIdStatements, Profile } from '@app/idp/contract';

/** The profile by the standard claims (OpenID Connect Core §5.1). Empty texts, and what is no text, count as absent. */
export function readOpenIdProfile({ claims }: OpenIdStatements): Profile {
  const read = (name: string) => {
    const value = claims.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  return { subject: read('sub') ?? '', email: read('email'), givenName: read('given_name'), familyName: read('family_name'), displayName: read('name') };
}
