import { Offence } from '../offence.js';

/** How a signature of this kind is checked by `node:crypto`. */
export interface SignatureAlgorithm {
  readonly uri: string;
  readonly family: 'rsa' | 'ec';
  readonly hash: 'sha256' | 'sha384' | 'sha512';
}

const SIGNATURES = 'http://www.w3.org/2001/04/xmldsig-more#';
export const RSA_SHA256 = `${SIGNATURES}rsa-sha256`;

const SIGNATURE_ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map(
  (['rsa', 'ec'] as const).flatMap((family) =>
    (['sha256', 'sha384', 'sha512'] as const).map((hash) => {
      const uri = `${SIGNATURES}${family === 'rsa' ? 'rsa' : 'ecdsa'}-${hash}`;
      return [uri, { uri, family, hash }] as const;
    }),
  ),
);

const DIGEST_ALGORITHMS: ReadonlyMap<string, 'sha256' | 'sha384' | 'sha512'> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

/** @throws Offence for everything but RSA and ECDSA with SHA-256 or longer (RFC 9231 §2.3) */
export function signatureAlgorithm(uri: string | undefined): SignatureAlgorithm {
  const known = SIGNATURE_ALGORITHMS.get(uri ?? '');
  if (known) return known;
  throw new Offence(
    'The signature algorithm is not accepted',
    {
      condition: 'signature-algorithm',
      expected: 'RSA-SHA256, or RSA or ECDSA with SHA-256, SHA-384 or SHA-512',
      received: uri ?? 'none',
    },
    'Set "Signature Algorithm" of the application at the identity provider to RSA-SHA256.',
  );
}

/** @throws Offence for everything but SHA-256, SHA-384 and SHA-512 */
export function digestAlgorithm(uri: string | undefined): 'sha256' | 'sha384' | 'sha512' {
  const known = DIGEST_ALGORITHMS.get(uri ?? '');
  if (known) return known;
  throw new Offence(
    'The digest algorithm is not accepted',
    { condition: 'digest-algorithm', expected: 'SHA256, SHA384 or SHA512', received: uri ?? 'none' },
    'Set "Digest Algorithm" of the application at the identity provider to SHA256.',
  );
}
