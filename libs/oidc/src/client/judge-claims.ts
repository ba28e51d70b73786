import { createHash } from 'node:crypto';
import { MINUTE, SECOND } from '@app/kernel';
import { refuseResponse } from '../problems.js';

/** How far the provider's clock may be from ours, on every instant alike. */
export const CLOCK_SKEW = 3 * MINUTE;
const OLDEST_TOKEN = 10 * MINUTE;
const LONGEST_SUBJECT = 255; // OpenID Connect Core §2, `sub`
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

export type Claims = Readonly<Record<string, unknown>>;

export interface ClaimExpectations {
  readonly clientId: string;
  readonly accessToken: string;
  readonly algorithm: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The person had to authenticate anew, after this instant. */
  readonly authenticatedAfter?: number | undefined;
}

/**
 * Our own list, after the library's (signature, issuer, audience, nonce, expiry): what it leaves to its users, by OpenID Connect Core §3.1.3.7.
 * @throws Problem `oidc_response_invalid` (401)
 */
export function judgeClaims(claims: Claims, expected: ClaimExpectations): void {
  judgeSubject(claims);
  judgeAuthorizedParty(claims, expected);
  judgeAge(claims, expected);
  judgeAuthentication(claims, expected);
  judgeAccessTokenHash(claims, expected);
}

function judgeSubject({ sub }: Claims): void {
  if (typeof sub === 'string' && sub.trim() !== '' && sub.length <= LONGEST_SUBJECT && !UNPRINTABLE.test(sub)) return;
  throw refuseResponse('The ID token names nobody', { condition: 'subject', expected: `a subject of 1 to ${LONGEST_SUBJECT} characters that can be printed`, received: typeof sub === 'string' ? `${sub.length} characters` : 'none' });
}

/** Core §3.1.3.7, 4 and 5: whoever the token was issued to has to be us, also where we are the only audience. */
function judgeAuthorizedParty({ azp }: Claims, { clientId }: ClaimExpectations): void {
  if (azp === undefined || azp === clientId) return;
  throw refuseResponse('The ID token was issued to another application', { condition: 'authorized-party', expected: clientId, received: String(azp) });
}

/** Core §3.1.3.7, 10: made just now, as it answers a request of ours. */
function judgeAge({ iat, exp }: Claims, { now }: ClaimExpectations): void {
  const issued = Number(iat) * SECOND;
  const isFresh = issued <= now + CLOCK_SKEW && issued > now - OLDEST_TOKEN - CLOCK_SKEW;
  if (!isFresh) throw refuseResponse('The ID token was not made just now', { condition: 'issue-instant', expected: `an instant in the 10 minutes before ${iso(now)} (3 minutes of clock skew allowed)`, received: iso(issued) });
  if (Number(exp) * SECOND <= issued) throw refuseResponse('The ID token ends before it begins', { condition: 'expiry', expected: `an instant after ${iso(issued)}`, received: iso(Number(exp) * SECOND) });
}

function judgeAuthentication({ auth_time: at }: Claims, { authenticatedAfter }: ClaimExpectations): void {
  if (authenticatedAfter === undefined) return;
  const instant = typeof at === 'number' ? at * SECOND : Number.NaN;
  if (instant >= authenticatedAfter - CLOCK_SKEW) return;
  throw refuseResponse('The person was not authenticated anew', { condition: 'authn-instant', expected: `auth_time after ${iso(authenticatedAfter)}`, received: typeof at === 'number' ? iso(instant) : 'none' });
}

const HASHES: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };

/** Core §3.1.3.8: where it is there, it has to be that of the access token beside it. */
function judgeAccessTokenHash({ at_hash: received }: Claims, { accessToken, algorithm }: ClaimExpectations): void {
  if (received === undefined) return;
  const full = createHash(HASHES[algorithm.slice(-3)] ?? 'sha512').update(accessToken).digest();
  if (received === full.subarray(0, full.length / 2).toString('base64url')) return;
  throw refuseResponse('The ID token belongs to another access token', { condition: 'access-token-hash', expected: 'the hash of the access token beside it', received: String(received) });
}

function iso(millis: number): string {
  return Number.isFinite(millis) && Math.abs(millis) < 8.64e15 ? new Date(millis).toISOString() : 'no instant';
}
