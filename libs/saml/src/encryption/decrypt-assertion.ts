import { Offence } from '../offence.js';
import type { XmlElement } from '../xml/element.js';

/** Our private keys, PEM. */
export type DecryptionKeys = readonly string[];

export interface DecryptionCircumstances {
  /** A verified signature covers the ciphertext, so nobody can probe us with ciphertexts of his own. */
  readonly integrityProven: boolean;
}

/** The XML inside an EncryptedAssertion. @throws Offence always the same one, whatever failed */
export function decryptAssertion(_encrypted: XmlElement, _keys: DecryptionKeys, _circumstances: DecryptionCircumstances): string {
  throw new Offence('The assertion cannot be decrypted', { condition: 'encryption' });
}
