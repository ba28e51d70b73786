import { Problem } from '@app/kernel';
import { decodePostBinding } from '../bindings/post-binding.js';
import { Offence, refusingOffences } from '../offence.js';
import { refuseFinding } from '../problems.js';
import { isQuick, verificationKeys } from '../signature/verification-keys.js';
import type { XmlLimits } from '../xml/limits.js';
import { whilePlain } from '../xml/read-plain.js';
import { SIGN_IN_CHECKS } from './checks.js';
import type { VerifiedAssertion } from './claims.js';
import { conclude } from './conclude.js';
import type { Evidence, Judgement } from './evidence.js';
import { openPlainResponse, openResponse, type OpenedResponse, type OpeningKeys } from './open-response.js';
import { readAssertion } from './read-assertion.js';
import { readResponse } from './read-response.js';
import type { ResponseToVerify } from './verify-response.js';

/** The whole verification, in one go and without waiting: what a worker runs. */
export function proveResponse(response: ResponseToVerify): VerifiedAssertion {
  return prove(response, openResponse);
}

// A signed response with a hundred groups has about 20 KB and 250 elements.
const SMALL: XmlLimits = { bytes: 48_000, elements: 600, depth: 20, attributes: 20 };
const LONGEST_FIELD = (SMALL.bytes / 3) * 4;
const MOST_CERTIFICATES = 4;

/**
 * The same for a small response in the form that programs write, signed with a common key: so quick that handing it to another thread
 * would cost as much. It only ever accepts, by the same checks: whatever it would refuse is {@link proveResponse}'s to judge.
 * @returns undefined where it does not accept
 */
export function proveQuickly(response: ResponseToVerify): VerifiedAssertion | undefined {
  const { samlResponse, certificates } = response;
  if (samlResponse.length > LONGEST_FIELD || certificates.length > MOST_CERTIFICATES) return undefined;
  if (!verificationKeys(certificates).every(isQuick)) return undefined;
  try {
    return whilePlain(() => prove(response, (xml, keys) => openPlainResponse(xml, keys, SMALL)));
  } catch (error) {
    if (error instanceof Problem || error instanceof Offence) return undefined;
    throw error;
  }
}

function prove(
  { samlResponse, certificates, expected, decryptionKeys = [], narrowing = {} }: ResponseToVerify,
  open: (xml: string, keys: OpeningKeys) => OpenedResponse,
): VerifiedAssertion {
  const xml = decodePostBinding(samlResponse);
  const opened = open(xml, { verification: verificationKeys(certificates), decryption: decryptionKeys });
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
