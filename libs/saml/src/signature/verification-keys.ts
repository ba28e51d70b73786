import { verify, X509Certificate, type KeyObject } from 'node:crypto';
import { Offence } from '../offence.js';
import type { SignatureAlgorithm } from './algorithms.js';

/** A key that an administrator entrusted with the integration's sign-ins. */
export interface VerificationKey {
  readonly key: KeyObject;
  readonly fingerprint: string;
  readonly notAfter: Date;
  /** Why this key does not count, where it does not. */
  readonly weakness?: string;
}

export const SHORTEST_RSA_BITS = 2048;
const CURVES: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

const known = new Map<string, VerificationKey>();
const MOST_KNOWN = 5_000;

/** Reads certificates, each once per process. @throws Error for a text that is no certificate: metadata let none in. */
export function verificationKeys(certificates: readonly string[]): readonly VerificationKey[] {
  return certificates.map((pem) => {
    const key = known.get(pem) ?? readKey(pem);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pem, key);
    return key;
  });
}

function readKey(pem: string): VerificationKey {
  const certificate = new X509Certificate(pem);
  const key = certificate.publicKey;
  return {
    key,
    fingerprint: certificate.fingerprint256,
    notAfter: new Date(certificate.validTo),
    weakness: weaknessOf(key),
  };
}

const LONGEST_QUICK_RSA_BITS = 4096;

/** Whether a signature is checked with this key in a fraction of a millisecond. */
export function isQuick({ key }: VerificationKey): boolean {
  const { modulusLength = 0, namedCurve, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return modulusLength <= LONGEST_QUICK_RSA_BITS && publicExponent <= 65_537n;
  return key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1';
}

/** Why a key is not good enough to sign for people, if it is not. */
export function weaknessOf(key: KeyObject): string | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa')
    return modulusLength < SHORTEST_RSA_BITS ? `RSA of ${modulusLength} bits` : undefined;
  if (key.asymmetricKeyType === 'ec') return CURVES.has(namedCurve) ? undefined : `the curve ${namedCurve}`;
  return `a key of type ${key.asymmetricKeyType}`;
}

/**
 * The key of the integration that made this signature.
 * @param vouched what the message says of its signer: named in the refusal, never trusted
 * @throws Offence
 */
export function findSigner(
  octets: Buffer,
  signature: Buffer,
  algorithm: SignatureAlgorithm,
  keys: readonly VerificationKey[],
  vouched?: () => string | undefined,
): VerificationKey {
  const usable = keys.filter(({ weakness }) => !weakness);
  if (usable.length === 0) {
    const received = keys.map(({ weakness }) => weakness).join(', ') || 'no certificate';
    throw new Offence('The integration has no certificate that may sign', {
      condition: 'key',
      expected: `RSA of ${SHORTEST_RSA_BITS} bits or more, or ECDSA`,
      received,
    });
  }
  const signer = usable.find(
    ({ key }) => key.asymmetricKeyType === algorithm.family && proves(octets, signature, algorithm, key),
  );
  if (signer) return signer;
  const named = vouched?.();
  throw new Offence(
    'The signature was not made with a certificate of this integration',
    {
      condition: 'signature',
      expected: `one of ${usable.map(({ fingerprint }) => fingerprint).join(', ')}`,
      received: named ? `a message that names the certificate ${named}` : 'a message that names no certificate',
    },
    'If the certificate at the identity provider was renewed, bring its current metadata into the integration.',
  );
}

function proves(octets: Buffer, signature: Buffer, algorithm: SignatureAlgorithm, key: KeyObject): boolean {
  // XML Signature writes an ECDSA signature as r and s side by side (RFC 9231 §2.3.6).
  return verify(algorithm.hash, octets, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
