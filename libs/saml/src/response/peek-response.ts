import type { UnverifiedClaims } from './claims.js';

/**
 * Reads what a response claims, UNVERIFIED, in the same pass that screens it.
 * @param samlResponse the form field as posted: base64
 * @throws Problem `saml_response_missing`, `saml_response_malformed` (400)
 */
export function peekResponse(_samlResponse: unknown): UnverifiedClaims {
  throw new Error('not built yet');
}
