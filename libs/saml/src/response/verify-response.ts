import { runTask } from '../engine/run-task.js';
import { proveQuickly } from './prove-response.js';
import type { VerifiedAssertion } from './claims.js';

/** What the response must say: all of one integration, all compared exactly. */
export interface Expectations {
  readonly issuer: string;
  /** Entity IDs of ours, any of which the audience may name. */
  readonly audiences: readonly string[];
  /** Every spelling of our ACS address. */
  readonly recipients: readonly string[];
  readonly now: Date;
  /**
   * The request that this browser began with this integration: InResponseTo must name it. `null`: the identity provider
   * began, so there must be no InResponseTo. Absent: not judged here; the caller judges `inResponseTo` of the result.
   */
  readonly requestId?: string | null;
}

/** What an integration or plugin may ask for beyond the rules. There is no way to ask for less. */
export interface Narrowing {
  readonly nameIdFormats?: readonly string[];
  readonly authnContexts?: readonly string[];
  /** AuthnInstant not before this (clock skew allowed): a request with ForceAuthn was made at this instant. */
  readonly authenticatedAfter?: Date;
  /** Keys of expired certificates do not count. */
  readonly currentCertificatesOnly?: boolean;
  readonly encryptedOnly?: boolean;
  readonly signedResponseOnly?: boolean;
}

export interface ResponseToVerify {
  /** The form field as posted: base64. */
  readonly samlResponse: string;
  /** The integration's certificates, PEM. Keys that come with the message are never looked at. */
  readonly certificates: readonly string[];
  readonly expected: Expectations;
  /** PEM of PKCS #8, for encrypted assertions; several while a key rolls over. */
  readonly decryptionKeys?: readonly string[];
  readonly narrowing?: Narrowing;
}

/**
 * Verifies a response (SAML Profiles §4.1.4.3): signature first, then values from what the signature covers alone, then
 * every check.
 * @throws Problem `saml_response_malformed` 400, `saml_signature_invalid` 401, `saml_response_invalid` 401 (each with
 * `members` {condition, expected, received}), `saml_verification_unavailable` 503
 */
export async function verifyResponse(response: ResponseToVerify): Promise<VerifiedAssertion> {
  return proveQuickly(response) ?? runTask('verifyResponse', response);
}
