import { AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { Problem } from '@app/kernel';
import { OutboundRefusal } from '@app/outbound';
import { refuse, refuseResponse, type OidcCondition } from '../problems.js';

const CLIENT_ERRORS = ['invalid_client', 'unauthorized_client'];
const UNREACHABLE = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR', 'OAUTH_HTTP_REQUEST_FORBIDDEN', 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN'];

/** The refusal behind an error of openid-client; the error itself where it is none of the provider's. */
export function translateError(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const refusal = causes(error).find((cause): cause is OutboundRefusal => cause instanceof OutboundRefusal);
  if (refusal) return unreachable(`${refusal.detail}.`, error);
  if (error instanceof AuthorizationResponseError) return refusedByProvider(error);
  if (error instanceof ResponseBodyError) return refusedByTokenEndpoint(error);
  if (error instanceof WWWAuthenticateChallengeError) return clientRefused(String(error.status), error);
  if (error instanceof ClientError) return ofClient(error);
  return error;
}

function ofClient(error: ClientError): unknown {
  const code = error.code ?? '';
  if (UNREACHABLE.includes(code)) return unreachable(`The provider did not answer as it should: ${error.message}.`, error);
  const [condition, wrong] = findingOf(error);
  return refuseResponse(wrong, { condition, ...comparison(error) }, { cause: error });
}

const BY_CLAIM: Readonly<Record<string, readonly [OidcCondition, string]>> = {
  iss: ['issuer', 'The ID token comes from another issuer'],
  aud: ['audience', 'The ID token is meant for another application'],
  azp: ['authorized-party', 'The ID token was issued to another application'],
  nonce: ['nonce', 'The ID token answers another request'],
  exp: ['expiry', 'The ID token has ended'],
  nbf: ['not-before', 'The ID token is not good yet'],
  iat: ['issue-instant', 'The ID token has no instant of issue'],
  auth_time: ['authn-instant', 'The person was not authenticated anew'],
  sub: ['subject', 'The ID token names nobody'],
};

function findingOf(error: ClientError): readonly [OidcCondition, string] {
  const all = causes(error);
  const claim = all.map((cause) => (cause as { claim?: unknown }).claim).find((name) => typeof name === 'string') as string | undefined;
  if (claim !== undefined) return BY_CLAIM[claim] ?? ['claim', `The ID token has no claim ${claim.slice(0, 40)} that can be used`];
  const text = all.map((cause) => (cause instanceof Error ? cause.message : '')).join(' ');
  if (/signature verification/.test(text)) return ['signature', 'The signature of the ID token is not the provider\'s'];
  if (/modulusLength/.test(text)) return ['key', 'The RSA key of the provider has fewer than 2048 bits'];
  if (/verification key/.test(text)) return ['key', 'The ID token is signed by no key of the provider'];
  if (/"alg"|unsupported JWS/.test(text)) return ['algorithm', 'The ID token is signed in a way that is not taken'];
  if (/"state"/.test(text)) return ['state', 'The answer belongs to another request'];
  if (/"iss"/.test(text)) return ['issuer', 'The answer comes from another issuer'];
  if (/"nonce"/.test(text)) return ['nonce', 'The ID token answers another request'];
  return ['claim', `The answer cannot be used (${error.message})`];
}

function comparison(error: ClientError): { expected: string; received: string } {
  const found = causes(error).find((cause) => typeof cause === 'object' && cause !== null && ('claims' in cause || 'header' in cause)) as Compared | undefined;
  const received = found?.claim !== undefined ? found.claims?.[found.claim] : found?.header?.alg;
  return { expected: show(found?.expected) ?? 'what OpenID Connect asks for', received: show(received) ?? 'something else' };
}

interface Compared {
  readonly claim?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: { readonly alg?: unknown };
  readonly expected?: unknown;
}

function show(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function refusedByProvider({ error, error_description: description, cause }: AuthorizationResponseError): Problem {
  const words = [error, description].filter(Boolean).join(': ').slice(0, 300);
  return refuse('oidc_refused_by_provider', `The OpenID provider did not sign the person in, expected a code, received the error ${words}.`, { members: { expected: 'a code', received: words }, cause });
}

function refusedByTokenEndpoint(refusal: ResponseBodyError): Problem {
  const words = [refusal.error, refusal.error_description].filter(Boolean).join(': ').slice(0, 300);
  if (CLIENT_ERRORS.includes(refusal.error)) return clientRefused(words, refusal);
  return refuseResponse('The provider does not take the code', { condition: 'code', expected: 'tokens for the code', received: `the error ${words}` }, { cause: refusal });
}

function clientRefused(received: string, cause: unknown): Problem {
  return refuse('oidc_client_refused', `The OpenID provider does not take the client ID and secret of the integration, expected tokens for the code, received ${received}.`, { members: { expected: 'tokens for the code', received }, cause });
}

function unreachable(detail: string, cause: unknown): Problem {
  return refuse('oidc_provider_unreachable', detail, { cause });
}

/** The error, and those behind it. */
function causes(error: unknown): unknown[] {
  const all: unknown[] = [];
  for (let at: unknown = error; typeof at === 'object' && at !== null && all.length < 8; at = (at as { cause?: unknown }).cause) all.push(at);
  return all;
}
