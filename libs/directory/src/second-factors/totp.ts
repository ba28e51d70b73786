import { generateSecret, generateURI, verifySync } from 'otplib';
import { SECOND } from '@app/kernel';

const PERIOD_SECONDS = 30; // RFC 6238 §5.2
const ISSUER = 'MoovingON AI';

/** A shared secret of 160 bits in base32 (RFC 4226 §4, R6). */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** What an authenticator app reads as a QR code: SHA-1, 6 digits, 30 seconds, which all of them know. */
export function totpUri(secret: string, userName: string): string {
  // A colon parts the issuer from the name there.
  return generateURI({ issuer: ISSUER, label: userName.replaceAll(':', ' '), secret, digits: 6, period: PERIOD_SECONDS, algorithm: 'sha1' });
}

/** The code as people type it: blanks and a dash between the halves do not count. @returns undefined where it is no six digits */
export function readTotpCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(code) ? code : undefined;
}

/**
 * The time step whose code it is: the present one, the one before or the one after (RFC 6238 §5.2: delay and clocks that differ).
 * @returns undefined where it is the code of none
 */
export function totpStepOf(secret: string, typed: string, millis: number): number | undefined {
  const token = readTotpCode(typed);
  if (token === undefined) return undefined;
  const verdict = verifySync({ secret, token, digits: 6, period: PERIOD_SECONDS, algorithm: 'sha1', epoch: Math.floor(millis / SECOND), epochTolerance: PERIOD_SECONDS });
  return verdict.valid && 'timeStep' in verdict ? verdict.timeStep : undefined;
}
