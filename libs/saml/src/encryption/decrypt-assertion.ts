import { decodeBase64, decodeUtf8 } from '../bindings/decode-base64.js';
import { ENCRYPTION_NS, SIGNATURE_NS } from '../names.js';
import { childOf, childrenOf, type XmlElement } from '../xml/element.js';
import { contentCipher, decipherContent, type ContentCipher } from './content-ciphers.js';
import { transportHash, unwrapKey } from './key-transport.js';
import { refuseEncryption } from './refuse-encryption.js';

/** Our private keys, PEM. */
export type DecryptionKeys = readonly string[];

export interface DecryptionCircumstances {
  /** A verified signature covers the ciphertext, so nobody can probe us with ciphertexts of his own. */
  readonly integrityProven: boolean;
}

// Each recipient's key costs a private-key operation for each of ours.
const MOST_RECIPIENTS = 4;

/**
 * The XML inside an EncryptedAssertion (XML Encryption 1.1 §4.4). What was wrong with a ciphertext is never told: one
 * refusal for everything that depends on a key (a padding oracle needs two).
 * @throws Problem `saml_response_invalid`, condition `encryption`
 */
export function decryptAssertion(
  encrypted: XmlElement,
  privateKeys: DecryptionKeys,
  { integrityProven }: DecryptionCircumstances,
): string {
  const data = childOf(encrypted, ENCRYPTION_NS, 'EncryptedData');
  const cipher = contentCipher(algorithmOf(data), integrityProven);
  const recipients = recipientsOf(encrypted, data);
  if (privateKeys.length === 0)
    throw refuseEncryption(
      'The assertion is encrypted, and this service has no key for it',
      'an Assertion',
      'an EncryptedAssertion',
    );
  const content = cipherValue(data);
  for (const recipient of recipients) {
    const hash = transportHash(childOf(recipient, ENCRYPTION_NS, 'EncryptionMethod'));
    for (const privateKey of privateKeys) {
      const plain = attempt(cipher, unwrapKey(cipherValue(recipient), privateKey, hash, cipher.keyBytes), content);
      if (plain !== undefined) return plain;
    }
  }
  throw refuseEncryption(
    'The assertion cannot be decrypted',
    'one encrypted for the certificate of this service',
    'another',
  );
}

function attempt(cipher: ContentCipher, key: Buffer, content: Buffer): string | undefined {
  try {
    return decodeUtf8(decipherContent(cipher, key, content));
  } catch {
    return undefined;
  }
}

/** EncryptedKey stands in the KeyInfo or beside the data (SAML Core §2.3.4). */
function recipientsOf(encrypted: XmlElement, data: XmlElement | undefined): readonly XmlElement[] {
  const inside = childOf(data, SIGNATURE_NS, 'KeyInfo');
  const recipients = [
    ...(inside ? childrenOf(inside, ENCRYPTION_NS, 'EncryptedKey') : []),
    ...childrenOf(encrypted, ENCRYPTION_NS, 'EncryptedKey'),
  ];
  if (recipients.length > 0 && recipients.length <= MOST_RECIPIENTS) return recipients;
  throw refuseEncryption(
    'The encrypted assertion has no usable EncryptedKey',
    `1 to ${MOST_RECIPIENTS}`,
    String(recipients.length),
  );
}

function algorithmOf(element: XmlElement | undefined): string | undefined {
  return childOf(element, ENCRYPTION_NS, 'EncryptionMethod')?.attributes.get('Algorithm');
}

function cipherValue(element: XmlElement | undefined): Buffer {
  const value = childOf(childOf(element, ENCRYPTION_NS, 'CipherData'), ENCRYPTION_NS, 'CipherValue');
  if (!value) throw refuseEncryption('The encrypted assertion is not complete', 'a CipherValue', 'none');
  return decodeBase64(value.text);
}
