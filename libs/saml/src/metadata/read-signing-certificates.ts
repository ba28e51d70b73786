import { readCertificate, type Certificate } from '../certificate.js';
import { METADATA_NS, SIGNATURE_NS } from '../names.js';
import { SHORTEST_RSA_BITS, verificationKeys } from '../signature/verification-keys.js';
import { childrenOf, type XmlElement } from '../xml/element.js';
import { refuseMetadata } from './refuse-metadata.js';

/**
 * The certificates of every KeyDescriptor for signing; one without `use` is for signing too (SAML Metadata §2.4.1.1).
 * @throws Problem `metadata_invalid` when there is none, or one that cannot be read or is too weak
 */
export function readSigningCertificates(descriptor: XmlElement): readonly Certificate[] {
  const keys = childrenOf(descriptor, METADATA_NS, 'KeyDescriptor');
  const signing = keys.filter(({ attributes }) => (attributes.get('use') ?? 'signing') === 'signing');
  const certificates = signing.flatMap(certificateTexts).map(readOne);
  if (certificates.length === 0) {
    const received =
      keys.length === 0 ? 'no KeyDescriptor' : `${keys.length} KeyDescriptor without a certificate for signing`;
    throw refuseMetadata(
      'The identity provider has no signing certificate',
      'a KeyDescriptor for signing with an X509Certificate',
      received,
    );
  }
  return certificates.filter(
    ({ fingerprint }, index) => certificates.findIndex((one) => one.fingerprint === fingerprint) === index,
  );
}

/** The first certificate of each X509Data: any that follow are its issuers, whose keys sign no messages. */
function certificateTexts(key: XmlElement): readonly string[] {
  return childrenOf(key, SIGNATURE_NS, 'KeyInfo')
    .flatMap((info) => childrenOf(info, SIGNATURE_NS, 'X509Data'))
    .flatMap((data) => childrenOf(data, SIGNATURE_NS, 'X509Certificate').slice(0, 1))
    .map(({ text }) => text.replace(/\s+/g, ''));
}

function readOne(text: string): Certificate {
  const certificate = parse(text);
  const weakness = verificationKeys([certificate.pem])[0]?.weakness;
  if (!weakness) return certificate;
  const expected = `RSA of ${SHORTEST_RSA_BITS} bits or more, or ECDSA on P-256, P-384 or P-521`;
  throw refuseMetadata('The signing certificate is too weak', expected, weakness);
}

function parse(text: string): Certificate {
  try {
    return readCertificate(Buffer.from(text, 'base64'));
  } catch {
    throw refuseMetadata('The signing certificate cannot be read', 'X.509 in base64', text.slice(0, 40) || 'nothing');
  }
}
