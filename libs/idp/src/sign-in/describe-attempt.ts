import { redact } from '@app/audit';
import type { Problem } from '@app/kernel';
import type { UnverifiedClaims, VerifiedAssertion } from '@app/saml';
import type { Attempt } from './attempt.js';

const MOST_ATTRIBUTES = 50;
const MOST_VALUES = 20;
const LONGEST_VALUE = 300;

/**
 * What the sign-in log keeps of a response: what it said, whether that was proven, and what was expected beside what was
 * received. No raw response, and nothing under a name that may hold a secret.
 */
export function describeAttempt({ claims, assertion }: Pick<Attempt, 'claims' | 'assertion'>, problem?: Problem): Record<string, unknown> {
  const said = assertion ? proven(assertion) : claims ? claimed(claims) : {};
  const { condition, expected, received } = problem?.members ?? {};
  return { proven: assertion !== undefined, ...said, ...(condition !== undefined && { failed: { condition, expected, received } }) };
}

function proven(assertion: VerifiedAssertion): Record<string, unknown> {
  return {
    issuer: assertion.issuer,
    audience: assertion.audiences,
    recipient: [assertion.recipient],
    destination: assertion.destination,
    subject: assertion.nameId,
    subjectFormat: assertion.nameIdFormat,
    attributes: attributesOf(assertion),
    conditions: { notBefore: assertion.notBefore?.toISOString(), notOnOrAfter: assertion.notOnOrAfter.toISOString() },
    issueInstant: assertion.issueInstant.toISOString(),
    authnInstant: assertion.authnInstant.toISOString(),
    authnContext: assertion.authnContext,
    sessionIndex: assertion.sessionIndex,
    inResponseTo: assertion.inResponseTo,
    assertionId: assertion.assertionId,
    signed: assertion.signed,
    certificate: assertion.certificateFingerprint,
    encrypted: assertion.encrypted,
  };
}

function claimed(claims: UnverifiedClaims): Record<string, unknown> {
  return cut({
    issuer: claims.issuer,
    audience: claims.audiences.slice(0, MOST_VALUES),
    recipient: claims.recipients.slice(0, MOST_VALUES),
    destination: claims.destination,
    subject: claims.nameId,
    subjectFormat: claims.nameIdFormat,
    attributes: attributesOf(claims),
    conditions: { notBefore: claims.notBefore, notOnOrAfter: claims.notOnOrAfter },
    authnInstant: claims.authnInstant,
    sessionIndex: claims.sessionIndex,
    inResponseTo: claims.inResponseTo,
    assertionId: claims.assertionId,
    encrypted: claims.encrypted,
  }) as Record<string, unknown>;
}

function attributesOf({ attributes }: Pick<UnverifiedClaims, 'attributes'>): unknown {
  const shown = [...attributes].slice(0, MOST_ATTRIBUTES).map(([name, values]) => [name, values.slice(0, MOST_VALUES)] as const);
  return redact(cut(Object.fromEntries(shown)));
}

/** Long texts, at any depth, end in an ellipsis: a stranger's response does not fill the log. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  if (Array.isArray(value)) return value.map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.slice(0, LONGEST_VALUE), cut(inner)]));
}
