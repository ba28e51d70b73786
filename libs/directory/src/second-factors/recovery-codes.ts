import { randomBytes } from 'node:crypto';
import { digest } from '@app/kernel';

// Crockford's base32: no letter that looks like a digit.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 20; // 100 bits: not to be guessed even by whoever has the digests
const HOW_MANY = 10;

/** Ten codes such as `7K2QM-X9W4H-TB0RN-5ZC8D`, to be kept on paper. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const characters = Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return (characters.match(/.{5}/g) as string[]).join('-');
  });
}

/** How a code is stored. Bound to its user, so that one guess tries one person's codes and not everybody's. */
export function recoveryCodeDigest(userId: string, code: string): string {
  return digest(`${userId}/${readRecoveryCode(code)}`);
}

/** As people write it down and type it: small letters, without dashes, O for 0, I or L for 1. */
function readRecoveryCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
