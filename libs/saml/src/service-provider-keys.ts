import 'reflect-metadata'; // the certificate library's own need, before it is loaded
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import { readCertificate } from './certificate.js';

/** A key pair of the service, for signing requests and logout messages or for decryption. Storing it is the caller's. */
export interface ServiceProviderKeys {
  /** PEM of PKCS #8, secret. */
  readonly privateKey: string;
  /** PEM of the self-signed certificate that identity providers are given. */
  readonly certificate: string;
  /** SHA-256 of the certificate, upper-case hexadecimal with colons. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface KeyOptions {
  readonly commonName: string;
  readonly now: Date;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
const YEARS = 10;

/** Makes an RSA key of 3072 bits and a self-signed certificate of ten years for it. */
export async function generateServiceProviderKeys({ commonName, now }: KeyOptions): Promise<ServiceProviderKeys> {
  const keys = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      name: [{ CN: [commonName] }],
      notBefore: now,
      notAfter: yearsAfter(now, YEARS),
      signingAlgorithm: RSA,
      keys,
      extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true)],
    },
    webcrypto,
  );
  const { pem, fingerprint, notBefore, notAfter } = readCertificate(Buffer.from(certificate.rawData));
  return { privateKey: exportKey(keys.privateKey), certificate: pem, fingerprint, notBefore, notAfter };
}

function exportKey(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
