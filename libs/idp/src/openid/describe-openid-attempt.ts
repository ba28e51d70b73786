import { redact } from '@app/audit';
import type { Problem } from '@app/kernel';
import type { VerifiedIdToken } from '@app/oidc';
import type { OpenIdAttempt } from './openid-attempt.js';

const MOST_CLAIMS = 50;
const LONGEST_VALUE = 300;
// Shown by members of their own, or good for nothing once the sign-in is over.
const LEFT_OUT = new Set(['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'auth_time', 'nonce', 'at_hash', 'c_hash', 's_hash', 'jti', 'sid']);

/** What the sign-in log keeps of an answer: what the ID token proved, and what was expected beside what was received. No token, no code. */
export function describeOpenIdAttempt({ token, query }: Pick<OpenIdAttempt, 'token' | 'query'>, problem?: Problem): Record<string, unknown> {
  const { condition, expected, received } = problem?.members ?? {};
  const error = query.get('error');
  return {
    protocol: 'oidc',
    proven: token !== undefined,
    ...(token && proven(token)),
    ...(error !== null && { error: [error, query.get('error_description')].filter(Boolean).join(': ').slice(0, LONGEST_VALUE) }),
    ...(condition !== undefined && { failed: { condition, expected, received } }),
  };
}

function proven(token: VerifiedIdToken): Record<string, unknown> {
  const shown = [...token.claims].filter(([name]) => !LEFT_OUT.has(name)).slice(0, MOST_CLAIMS);
  return {
    issuer: token.issuer,
    audience: token.audiences,
    subject: token.subject,
    attributes: redact(Object.fromEntries(shown.map(([name, value]) => [name.slice(0, LONGEST_VALUE), short(value)]))),
    conditions: { issuedAt: token.issuedAt.toISOString(), notOnOrAfter: token.expiresAt.toISOString() },
    authnInstant: token.authenticatedAt?.toISOString(),
    sessionIndex: token.sessionId,
    signed: token.algorithm,
    certificate: token.keyId,
    askedUserInfo: token.askedUserInfo,
  };
}

function short(value: unknown): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
