import { createDecipheriv, type CipherGCMTypes } from 'node:crypto';
import { refuseEncryption } from './refuse-encryption.js';

export interface ContentCipher {
  readonly name: string;
  readonly mode: 'gcm' | 'cbc';
  readonly keyBytes: 16 | 32;
}

const CIPHERS: ReadonlyMap<string, ContentCipher> = new Map([
  ['http://www.w3.org/2009/xmlenc11#aes128-gcm', { name: 'aes-128-gcm', mode: 'gcm', keyBytes: 16 }],
  ['http://www.w3.org/2009/xmlenc11#aes256-gcm', { name: 'aes-256-gcm', mode: 'gcm', keyBytes: 32 }],
  ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', { name: 'aes-128-cbc', mode: 'cbc', keyBytes: 16 }],
  ['http://www.w3.org/2001/04/xmlenc#aes256-cbc', { name: 'aes-256-cbc', mode: 'cbc', keyBytes: 32 }],
]);

/** @throws Problem for ciphers that are not accepted, and for CBC under no signature: it does not notice changes */
export function contentCipher(algorithm: string | undefined, integrityProven: boolean): ContentCipher {
  const cipher = CIPHERS.get(algorithm ?? '');
  if (cipher?.mode === 'gcm' || (cipher && integrityProven)) return cipher;
  const expected = integrityProven
    ? 'AES-128 or AES-256, in GCM or CBC'
    : 'AES-128-GCM or AES-256-GCM, or a signed response';
  const hint = 'Set the encryption algorithm at the identity provider to AES256-GCM, or let it sign the response.';
  throw refuseEncryption(
    'The assertion is encrypted in a way that is not accepted',
    expected,
    algorithm ?? 'none',
    hint,
  );
}

const GCM_NONCE_BYTES = 12;
const GCM_TAG_BYTES = 16;
const CBC_BLOCK_BYTES = 16;

/** XML Encryption 1.1 §5.2: the nonce or initial block first, in GCM the tag last. @throws Error when it does not fit */
export function decipherContent({ name, mode }: ContentCipher, key: Buffer, content: Buffer): Buffer {
  return mode === 'gcm' ? decipherGcm(name as CipherGCMTypes, key, content) : decipherCbc(name, key, content);
}

function decipherGcm(name: CipherGCMTypes, key: Buffer, content: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, content.subarray(0, GCM_NONCE_BYTES), { authTagLength: GCM_TAG_BYTES });
  decipher.setAuthTag(content.subarray(-GCM_TAG_BYTES));
  return Buffer.concat([decipher.update(content.subarray(GCM_NONCE_BYTES, -GCM_TAG_BYTES)), decipher.final()]);
}

function decipherCbc(name: string, key: Buffer, content: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, content.subarray(0, CBC_BLOCK_BYTES)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(content.subarray(CBC_BLOCK_BYTES)), decipher.final()]);
  const padding = padded.at(-1) ?? 0; // §5.2.2: the last byte alone counts the padding
  if (padding < 1 || padding > CBC_BLOCK_BYTES) throw new Error('The padding is wrong');
  return padded.subarray(0, -padding);
}
