import { randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** An id as Okta makes them: 20 letters and digits that begin with the kind, such as `00u…` (user), `00g…` (group), `exk…` (SAML application). */
export function oktaId(kind: '00u' | '00g' | '0oa' | 'exk'): string {
  return kind + Array.from({ length: 17 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
