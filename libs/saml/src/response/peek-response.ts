import { runTask } from '../engine/run-task.js';
import type { UnverifiedClaims } from './claims.js';

/**
 * Reads what a response claims, UNVERIFIED, in the same pass that screens it: to find the integration that is meant, and
 * for the sign-in log.
 * @param samlResponse the form field as posted: base64
 * @throws Problem `saml_response_missing`, `saml_response_malformed` (400), `saml_verification_unavailable` (503)
 */
export async function peekResponse(samlResponse: unknown): Promise<UnverifiedClaims> {
  return runTask('peekResponse', samlResponse);
}
