import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';

export const CIPHERS = {
  'aes-128-gcm': 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'aes-256-gcm': 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'aes-128-cbc': 'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'aes-256-cbc': 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'des-ede3-cbc': 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc',
} as const;

export const TRANSPORTS = {
  'rsa-oaep': 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'rsa-oaep-sha256': 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  'rsa-1_5': 'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
} as const;

export interface EncryptionOptions {
  readonly cipher?: keyof typeof CIPHERS;
  readonly transport?: keyof typeof TRANSPORTS;
  /** Where EncryptedKey stands. */
  readonly keyPlace?: 'inside' | 'beside';
  /** Changes the ciphertext on its way. */
  readonly tamper?: (content: Buffer) => Buffer;
}

/** Encrypts the assertion in a message for the owner of a certificate (PEM). */
export function encryptAssertionIn(xml: string, certificate: string, options: EncryptionOptions = {}): string {
  const assertion = /<saml2:Assertion .*<\/saml2:Assertion>/s.exec(xml)?.[0] ?? '';
  return xml.replace(assertion, () => encrypted(assertion, certificate, options));
}

export function encrypted(
  plain: string,
  certificate: string,
  {
    cipher = 'aes-256-gcm',
    transport = 'rsa-oaep',
    keyPlace = 'inside',
    tamper = (content) => content,
  }: EncryptionOptions,
): string {
  const key = randomBytes(cipher === 'des-ede3-cbc' ? 24 : cipher.includes('128') ? 16 : 32);
  const content = tamper(cipher.endsWith('gcm') ? gcm(cipher, key, plain) : cbc(cipher, key, plain)).toString('base64');
  const encryptedKey =
    `<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${TRANSPORTS[transport]}">${parameters(transport)}</xenc:EncryptionMethod>` +
    `<xenc:CipherData><xenc:CipherValue>${wrap(key, certificate, transport)}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>`;
  const keyInfo =
    keyPlace === 'inside'
      ? `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${encryptedKey}</ds:KeyInfo>`
      : '';
  return (
    '<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">' +
    `<xenc:EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="${CIPHERS[cipher]}"/>${keyInfo}` +
    `<xenc:CipherData><xenc:CipherValue>${content}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>` +
    `${keyPlace === 'beside' ? encryptedKey : ''}</saml2:EncryptedAssertion>`
  );
}

function parameters(transport: keyof typeof TRANSPORTS): string {
  if (transport !== 'rsa-oaep-sha256') return '';
  const digest =
    '<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>';
  return `${digest}<xenc11:MGF xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/>`;
}

function wrap(key: Buffer, certificate: string, transport: keyof typeof TRANSPORTS): string {
  const padding = transport === 'rsa-1_5' ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_OAEP_PADDING;
  const hash = transport === 'rsa-1_5' ? {} : { oaepHash: transport === 'rsa-oaep' ? 'sha1' : 'sha256' };
  return publicEncrypt({ key: createPublicKey(certificate), padding, ...hash }, key).toString('base64');
}

function gcm(name: string, key: Buffer, plain: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(name as 'aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function cbc(name: string, key: Buffer, plain: string): Buffer {
  const block = randomBytes(name.startsWith('aes') ? 16 : 8);
  const cipher = createCipheriv(name, key, block);
  return Buffer.concat([block, cipher.update(plain, 'utf8'), cipher.final()]);
}
