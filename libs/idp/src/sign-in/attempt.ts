import type { FastifyRequest } from 'fastify';
import { isStorableText, refuseHttp, referenceOf } from '@app/http';
import type { UnverifiedClaims, VerifiedAssertion } from '@app/saml';
import type { TrustedIntegration } from './trusted-integration.js';

/** A response that was posted: what came, and what has become known about it on the way. */
export interface Attempt {
  readonly reference: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The form field as posted: base64, or nothing. */
  readonly samlResponse: string | undefined;
  readonly relayState: string | undefined;
  /** The unique identifier in the address that was posted to. */
  readonly pathIdentifier: string | undefined;
  /** The cookie that ties requests to this browser. */
  readonly browserKey: string | undefined;
  /** Nobody's word: for finding the integration and for the log. */
  claims?: UnverifiedClaims;
  integration?: TrustedIntegration;
  assertion?: VerifiedAssertion;
}

const FORM = 'application/x-www-form-urlencoded';

/** Reads the form. @throws Problem `media_type_unsupported` (415) for a body that is no form: texts alone come out of one. */
export function readAttempt(request: FastifyRequest, browserKey: string | undefined): Attempt {
  const fields = readForm(request);
  const { uniqueIdentifier } = (request.params ?? {}) as { uniqueIdentifier?: string };
  return {
    reference: referenceOf(request),
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    samlResponse: fields.SAMLResponse,
    relayState: storable(fields.RelayState),
    pathIdentifier: storable(uniqueIdentifier),
    browserKey,
  };
}

export function readForm({ body, headers }: FastifyRequest): Readonly<Record<string, string | undefined>> {
  if (body === undefined || body === null) return {};
  const received = headers['content-type'] ?? 'none';
  if (received.split(';', 1)[0]?.trim().toLowerCase() === FORM) return body as Record<string, string>;
  throw refuseHttp('media_type_unsupported', `The body is no form, expected ${FORM}, received ${received.slice(0, 100)}`);
}

// No name of ours holds what a database cannot: such a text names nothing.
function storable(text: string | undefined): string | undefined {
  return text !== undefined && text !== '' && isStorableText(text) ? text : undefined;
}
