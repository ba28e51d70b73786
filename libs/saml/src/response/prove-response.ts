import { decodePostBinding } from '../bindings/post-binding.js';
import { refusingOffences } from '../offence.js';
import { refuseFinding } from '../problems.js';
import { verificationKeys } from '../signature/verification-keys.js';
import { SIGN_IN_CHECKS } from './checks.js';
import type { VerifiedAssertion } from './claims.js';
import { conclude } from './conclude.js';
import type { Evidence, Judgement } from './evidence.js';
import { openResponse, type OpenedResponse } from './open-response.js';
import { readAssertion } from './read-assertion.js';
import { readResponse } from './read-response.js';
import type { ResponseToVerify } from './verify-response.js';

/** The whole verification, in one go and without waiting: what a worker runs. */
export function proveResponse({
  samlResponse,
  certificates,
  expected,
  decryptionKeys = [],
  narrowing = {},
}: ResponseToVerify): VerifiedAssertion {
  const xml = decodePostBinding(samlResponse);
  const opened = openResponse(xml, { verification: verificationKeys(certificates), decryption: decryptionKeys });
  const evidence = readEvidence(opened);
  const judgement = { ...expected, narrowing };
  judge(evidence, judgement);
  return conclude(evidence, judgement);
}

function readEvidence({ response, assertion, signed, encrypted, proof }: OpenedResponse): Evidence {
  return refusingOffences('saml_response_invalid', () => ({
    response: readResponse(response),
    assertion: readAssertion(assertion),
    signed,
    encrypted,
    signatureAlgorithm: proof.algorithm,
    certificateFingerprint: proof.signer.fingerprint,
    certificateNotAfter: proof.signer.notAfter,
  }));
}

function judge(evidence: Evidence, judgement: Judgement): void {
  for (const check of SIGN_IN_CHECKS) {
    const refusal = check(evidence, judgement);
    if (!refusal) continue;
    const { wrong, hint, ...finding } = refusal;
    throw refuseFinding('saml_response_invalid', wrong, finding, hint);
  }
}
