import { decodeBase64 } from '../bindings/decode-base64.js';
import { ENVELOPED_SIGNATURE, EXCLUSIVE_C14N, EXCLUSIVE_C14N_WITH_COMMENTS, SIGNATURE_NS } from '../names.js';
import { Offence } from '../offence.js';
import type { XmlElement } from '../xml/element.js';
import { digestAlgorithm, signatureAlgorithm, type SignatureAlgorithm } from './algorithms.js';

/** What a SignedInfo says, read from its own canonical octets. */
export interface SignedInfo {
  readonly algorithm: SignatureAlgorithm;
  readonly uri: string | undefined;
  readonly inclusivePrefixes: readonly string[];
  readonly digestAlgorithm: 'sha256' | 'sha384' | 'sha512';
  readonly digest: Buffer;
}

/**
 * Reads a SignedInfo of exactly the form that SAML allows (SAML Core §5.4): one reference, enveloped-signature and then
 * exclusive canonicalisation, nothing else.
 * @throws Offence
 */
export function readSignedInfo(signedInfo: XmlElement): SignedInfo {
  const [canonicalization, method, reference] = exactly(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  inclusivePrefixesOf(canonicalization);
  exactly(method, []);
  const [transforms, digestMethod, digestValue] = exactly(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  exactly(digestMethod, []);
  exactly(digestValue, []);
  return {
    algorithm: signatureAlgorithm(method.attributes.get('Algorithm')),
    uri: reference.attributes.get('URI'),
    inclusivePrefixes: readTransforms(transforms),
    digestAlgorithm: digestAlgorithm(digestMethod.attributes.get('Algorithm')),
    digest: decodeBase64(digestValue.text),
  };
}

function readTransforms(transforms: XmlElement): readonly string[] {
  const [enveloped, canonicalization] = exactly(transforms, ['Transform', 'Transform']);
  const first = enveloped.attributes.get('Algorithm');
  if (first !== ENVELOPED_SIGNATURE) {
    throw new Offence('The first transform is not accepted', {
      condition: 'transform',
      expected: ENVELOPED_SIGNATURE,
      received: first ?? 'none',
    });
  }
  requireNoParameters(enveloped);
  return inclusivePrefixesOf(canonicalization);
}

// xml-crypto writes its list of prefixes into this transform too, where it means nothing; anything else is refused.
function requireNoParameters({ children }: XmlElement): void {
  const parameter = children.find(
    ({ name, children: inner, text }) => name !== 'InclusiveNamespaces' || inner.length > 0 || text !== '',
  );
  if (parameter)
    throw new Offence('The enveloped-signature transform has parameters', {
      condition: 'transform',
      expected: 'none',
      received: parameter.name,
    });
}

/** The PrefixList of an exclusive canonicalisation (Exclusive XML Canonicalization §4). @throws Offence for any other */
export function inclusivePrefixesOf(method: XmlElement): readonly string[] {
  const algorithm = method.attributes.get('Algorithm') ?? 'none';
  if (algorithm !== EXCLUSIVE_C14N && algorithm !== EXCLUSIVE_C14N_WITH_COMMENTS) {
    throw new Offence('The canonicalisation is not accepted', {
      condition: 'canonicalization',
      expected: EXCLUSIVE_C14N,
      received: algorithm,
    });
  }
  const [inclusive, ...more] = method.children;
  if (!inclusive) return [];
  if (more.length > 0 || inclusive.name !== 'InclusiveNamespaces' || inclusive.namespace !== EXCLUSIVE_C14N) {
    throw new Offence('The canonicalisation has parameters', {
      condition: 'canonicalization',
      expected: 'InclusiveNamespaces at most',
      received: inclusive.name,
    });
  }
  return (inclusive.attributes.get('PrefixList') ?? '').split(/\s+/).filter(Boolean);
}

// The children must be these, in this order, in the namespace of XML Signature: nothing beside them to hide in.
function exactly<const Names extends readonly string[]>(
  element: XmlElement,
  names: Names,
): { [Index in keyof Names]: XmlElement } {
  const received = element.children.map(({ namespace, name }) =>
    namespace === SIGNATURE_NS ? name : `{${namespace}}${name}`,
  );
  if (received.length !== names.length || names.some((name, index) => name !== received[index])) {
    const condition = element.name === 'Transforms' ? 'transform' : 'signature-structure';
    throw new Offence(`${element.name} of the signature is not accepted`, {
      condition,
      expected: names.join(', ') || 'nothing inside',
      received: received.join(', ') || 'nothing',
    });
  }
  return element.children as unknown as { [Index in keyof Names]: XmlElement };
}
