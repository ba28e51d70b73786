import { X509Certificate } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { MINUTE, type Problem, SECOND } from '@app/kernel';
import { CLOCK_SKEW } from '@app/saml';
import { refuseSignIn } from '../problems.js';

/** What a token has to say, and who may sign it. */
export interface TokenExpectations {
  /** `typ`. */
  readonly tokenType: string;
  /** Of whom any may be named. */
  readonly issuers: readonly string[];
  /** The application at the identity provider, where the administrator has entered it. */
  readonly subject?: string | undefined;
  /** Our address, in its spellings. */
  readonly audiences: readonly string[];
  /** PEM: the certificates that the identity provider signs with. */
  readonly certificates: readonly string[];
  readonly now: Date;
}

export interface VerifiedRevocationToken {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  /** From this instant on it would be refused as expired. */
  readonly acceptableUntil: Date;
}

// RFC 8725 §3.1: what a key of a certificate makes; nothing with a shared secret, nothing with SHA-1.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
const LONGEST_TOKEN = 8_000;
const LONGEST_ID = 300;
const OLDEST = 5 * MINUTE;
const LONGEST_LIFE = 10 * MINUTE;
const REQUIRED = ['iss', 'sub', 'aud', 'jti', 'iat', 'exp'];

/** @throws Problem `revocation_token_invalid` (401) */
export async function verifyRevocationToken(token: string, expected: TokenExpectations): Promise<VerifiedRevocationToken> {
  if (token.length > LONGEST_TOKEN) throw invalid('The token is too long', 'token', `at most ${LONGEST_TOKEN} characters`, `${token.length}`);
  const claims = await verifyByAnyKey(token, expected);
  judgeIssuer(claims, expected);
  judgeSubject(claims, expected);
  judgeTimes(claims);
  return { id: readId(claims), issuer: String(claims.iss), subject: String(claims.sub), acceptableUntil: new Date(Number(claims.exp) * SECOND + CLOCK_SKEW) };
}

async function verifyByAnyKey(token: string, { tokenType: typ, audiences, certificates, now }: TokenExpectations): Promise<JWTPayload> {
  const options = { typ, audience: [...audiences], algorithms: ALGORITHMS, requiredClaims: REQUIRED, currentDate: now, clockTolerance: CLOCK_SKEW / SECOND, maxTokenAge: OLDEST / SECOND };
  for (const certificate of certificates) {
    try {
      const { payload } = await jwtVerify(token, new X509Certificate(certificate).publicKey, options);
      return payload;
    } catch (error) {
      if (!isByAnotherKey(error)) throw translate(error);
    }
  }
  throw invalid('The token is signed by no key of the identity provider', 'signature', "a signature by a certificate of the integration's metadata", 'another');
}

/** Also where a key is of another kind than the algorithm of the token asks for. */
function isByAnotherKey(error: unknown): boolean {
  return error instanceof errors.JWSSignatureVerificationFailed || (error instanceof TypeError && !(error instanceof errors.JOSEError));
}

function translate(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return invalid('The token has ended', conditionOf(error.claim), error.claim === 'iat' ? 'an iat within the last 5 minutes' : 'an exp that has not come', show(error.payload[error.claim]), error);
  if (error instanceof errors.JWTClaimValidationFailed) return invalid(`The token does not say what it must (${error.claim})`, conditionOf(error.claim), expectationOf(error), show(error.payload[error.claim]), error);
  if (error instanceof errors.JOSEError) return invalid('The token cannot be read', error.code === 'ERR_JOSE_ALG_NOT_ALLOWED' ? 'algorithm' : 'token', `a signed JWT, one of ${ALGORITHMS.join(', ')}`, error.message, error);
  return error;
}

const CONDITIONS: Readonly<Record<string, string>> = { aud: 'audience', iss: 'issuer', sub: 'subject', typ: 'type', iat: 'issue-instant', nbf: 'not-before', exp: 'expiry', jti: 'id' };

function conditionOf(claim: string): string {
  return CONDITIONS[claim] ?? 'claim';
}

function expectationOf({ claim, reason }: errors.JWTClaimValidationFailed): string {
  return reason === 'missing' ? `the claim ${claim}` : `another ${claim}`;
}

/** The organisation whose keys these are: an address without a path, or with a slash alone. */
function judgeIssuer({ iss }: JWTPayload, { issuers }: TokenExpectations): void {
  if (issuers.includes(String(iss).replace(/\/$/, ''))) return;
  throw invalid('The token comes from another organisation', 'issuer', issuers.join(' or '), show(iss));
}

function judgeSubject({ sub }: JWTPayload, { subject }: TokenExpectations): void {
  if (subject === undefined || sub === subject) return;
  throw invalid('The token comes from another application', 'subject', subject, show(sub));
}

function judgeTimes({ iat, exp }: JWTPayload): void {
  const life = (Number(exp) - Number(iat)) * SECOND;
  if (life > 0 && life <= LONGEST_LIFE) return;
  throw invalid('The token is good for too long', 'expiry', 'an end within 10 minutes of its beginning', `${life / SECOND} seconds`);
}

function readId({ jti }: JWTPayload): string {
  if (typeof jti === 'string' && jti !== '' && jti.length <= LONGEST_ID) return jti;
  throw invalid('The token has no id', 'id', `a jti of 1 to ${LONGEST_ID} characters`, show(jti));
}

export function invalid(wrong: string, condition: string, expected: string, received: string, cause?: unknown): Problem {
  const echo = received.slice(0, LONGEST_ID);
  return refuseSignIn('revocation_token_invalid', `${wrong}, expected ${expected}, received ${echo}.`, {
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    members: { condition, expected, received: echo },
    cause,
  });
}

function show(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
