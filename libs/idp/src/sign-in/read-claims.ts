import { peekResponse, type UnverifiedClaims } from '@app/saml';
import type { Attempt } from './attempt.js';

/**
 * What the response claims, read once and only where it is needed: a sign-in whose integration the address or RelayState names, in a
 * browser that never asked, is verified without it.
 * @throws Problem `saml_response_malformed` (400), `saml_verification_unavailable` (503)
 */
export async function readClaims(attempt: Attempt): Promise<UnverifiedClaims> {
  return (attempt.claims ??= await peekResponse(attempt.samlResponse));
}
