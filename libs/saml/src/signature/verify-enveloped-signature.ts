import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from '../bindings/decode-base64.js';
import { EXCLUSIVE_C14N, SIGNATURE_NS } from '../names.js';
import { Offence } from '../offence.js';
import type { XmlElement } from '../xml/element.js';
import { readCanonical } from '../xml/read-canonical.js';
import { readSignedInfo } from './read-signed-info.js';
import {
  elementsIn,
  isNamed,
  isSame,
  plainTextIn,
  type MessageDocument,
  type SignedElement,
} from './signed-document.js';
import { findSigner, type VerificationKey } from './verification-keys.js';

/** An element as its signer signed it: read anew from the canonical octets, without the signature. */
export interface VerifiedElement {
  readonly element: XmlElement;
  readonly algorithm: string;
  readonly signer: VerificationKey;
}

/**
 * Verifies the signature that is a child of `element` and covers it (XML Signature §3.2; SAML Core §5.4.2). The signature
 * is taken out of the document on the way.
 * @throws Offence
 */
export function verifyEnvelopedSignature(
  document: MessageDocument,
  element: SignedElement,
  signature: SignedElement,
  keys: readonly VerificationKey[],
): VerifiedElement {
  const { signedInfo, value, vouched } = partsOf(signature);
  const octets = document.canonicalize(signedInfo, prefixesOf(signedInfo));
  const info = readSignedInfo(readCanonical(octets.toString('utf8')));
  const signer = findSigner(octets, value, info.algorithm, keys, vouched);
  requireReferenceTo(document, element, info.uri);
  signature.remove();
  const content = document.canonicalize(element, info.inclusivePrefixes);
  requireDigest(content, info.digestAlgorithm, info.digest);
  return { element: readCanonical(content.toString('utf8')), algorithm: info.algorithm.uri, signer };
}

interface SignatureParts {
  readonly signedInfo: SignedElement;
  readonly value: Buffer;
  /** The certificate that the message names. */
  readonly vouched: () => string | undefined;
}

function partsOf(signature: SignedElement): SignatureParts {
  const [signedInfo, value, keyInfo, ...more] = elementsIn(signature);
  const named = (part: SignedElement | undefined, name: string) =>
    part !== undefined && isNamed(part, SIGNATURE_NS, name);
  if (
    !named(signedInfo, 'SignedInfo') ||
    !named(value, 'SignatureValue') ||
    (keyInfo && !named(keyInfo, 'KeyInfo')) ||
    more.length > 0
  ) {
    const received = elementsIn(signature)
      .map(({ name }) => name)
      .join(', ');
    throw new Offence('The signature is not accepted', {
      condition: 'signature-structure',
      expected: 'SignedInfo, SignatureValue, KeyInfo',
      received,
    });
  }
  return {
    signedInfo: signedInfo as SignedElement,
    value: decodeBase64(plainTextIn(value as SignedElement)),
    vouched: () => keyInfo && fingerprintIn(keyInfo),
  };
}

// Only names a certificate to the administrator; nothing in KeyInfo is ever used to verify.
function fingerprintIn(keyInfo: SignedElement): string | undefined {
  const text = keyInfo.content.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]{64,8000}={0,2}$/.test(text)) return undefined;
  return createHash('sha256').update(Buffer.from(text, 'base64')).digest('hex').toUpperCase().match(/../g)?.join(':');
}

function prefixesOf(signedInfo: SignedElement): readonly string[] {
  const [method] = elementsIn(signedInfo);
  const [inclusive] = method ? elementsIn(method) : [];
  const isList = inclusive !== undefined && isNamed(inclusive, EXCLUSIVE_C14N, 'InclusiveNamespaces');
  return (isList ? (inclusive.attr('PrefixList')?.value ?? '') : '').split(/\s+/).filter(Boolean);
}

function requireReferenceTo(document: MessageDocument, element: SignedElement, uri: string | undefined): void {
  const id = element.attr('ID')?.value;
  const byId = id !== undefined && id !== '' && uri === `#${id}`;
  const byDocument = uri === '' && isSame(element, document.root);
  if (byId || byDocument) return;
  throw new Offence('The signature covers something else', {
    condition: 'reference',
    expected: `#${id}`,
    received: uri ?? 'no URI',
  });
}

function requireDigest(content: Buffer, algorithm: string, expected: Buffer): void {
  const received = createHash(algorithm).update(content).digest();
  if (received.length === expected.length && timingSafeEqual(received, expected)) return;
  throw new Offence('The content was changed after it was signed', {
    condition: 'digest',
    expected: expected.toString('base64'),
    received: received.toString('base64'),
  });
}
