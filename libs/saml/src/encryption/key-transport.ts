import { constants, privateDecrypt, randomBytes } from 'node:crypto';
import { SIGNATURE_NS } from '../names.js';
import { childOf, type XmlElement } from '../xml/element.js';
import { refuseEncryption } from './refuse-encryption.js';

const OAEP = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';
const OAEP_11 = 'http://www.w3.org/2009/xmlenc11#rsa-oaep';
const XMLENC_11_NS = 'http://www.w3.org/2009/xmlenc11#';

export type OaepHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

// SHA-1 is no weakness inside OAEP: nothing there rests on collisions (RFC 8017 §7.1), and it is everybody's default.
const HASHES: ReadonlyMap<string, OaepHash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

/**
 * The hash of an RSA-OAEP key transport (XML Encryption 1.1 §5.5.2).
 * @throws Problem for RSA 1.5 and everything else
 */
export function transportHash(method: XmlElement | undefined): OaepHash {
  const algorithm = method?.attributes.get('Algorithm');
  const digest = HASHES.get(
    childOf(method, SIGNATURE_NS, 'DigestMethod')?.attributes.get('Algorithm') ??
      'http://www.w3.org/2000/09/xmldsig#sha1',
  );
  const mask =
    algorithm === OAEP_11
      ? (childOf(method, XMLENC_11_NS, 'MGF')?.attributes.get('Algorithm') ?? `${XMLENC_11_NS}mgf1sha1`)
      : undefined;
  if (digest && (algorithm === OAEP || (algorithm === OAEP_11 && mask === `${XMLENC_11_NS}mgf1${digest}`)))
    return digest;
  const hint = 'Set the key transport algorithm at the identity provider to RSA-OAEP.';
  throw refuseEncryption(
    'The key of the assertion is encrypted in a way that is not accepted',
    'RSA-OAEP with one hash',
    [algorithm, mask].filter(Boolean).join(' with ') || 'none',
    hint,
  );
}

/** The content key; a random one where it does not unwrap, so that what follows takes as long and fails in the same way. */
export function unwrapKey(wrapped: Buffer, privateKey: string, oaepHash: OaepHash, keyBytes: number): Buffer {
  const fallback = randomBytes(keyBytes);
  try {
    const key = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, wrapped);
    return key.length === keyBytes ? key : fallback;
  } catch {
    return fallback;
  }
}
