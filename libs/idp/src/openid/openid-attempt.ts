import type { FastifyRequest } from 'fastify';
import { isStorableText, referenceOf, refuseHttp } from '@app/http';
import type { VerifiedIdToken } from '@app/oidc';
import type { TrustedOpenIdIntegration } from './trusted-openid-integration.js';

/** An answer of an OpenID provider that a browser brought: what came, and what has become known about it on the way. */
export interface OpenIdAttempt {
  readonly protocol: 'oidc';
  readonly reference: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The answer itself (OpenID Connect Core §3.1.2.5): code, state, and what else stands there. */
  readonly query: URLSearchParams;
  /** What it claims to answer. */
  readonly state: string | undefined;
  /** The cookie that ties requests to this browser. */
  readonly browserKey: string | undefined;
  integration?: TrustedOpenIdIntegration;
  token?: VerifiedIdToken;
}

// Of one name each, or one reader takes the first and another the last.
const ONCE = ['code', 'state', 'iss', 'error', 'error_description', 'session_state'];

/** Reads the query as it came. @throws Problem `parameter_repeated` (400) */
export function readOpenIdAttempt(request: FastifyRequest, browserKey: string | undefined): OpenIdAttempt {
  const url = request.raw.url ?? '';
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
  for (const name of ONCE) {
    if (query.getAll(name).length > 1) throw refuseHttp('parameter_repeated', `A parameter of the query occurs twice, expected each once, received ${name} again`);
  }
  const state = query.get('state') ?? '';
  return {
    protocol: 'oidc',
    reference: referenceOf(request),
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    query,
    state: state !== '' && isStorableText(state) ? state : undefined,
    browserKey,
  };
}
