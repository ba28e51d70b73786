// @peculiar/x509 asks for the Reflect polyfill to be there first.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** A signing key pair of the simulated Okta application, made on the spot and kept in memory only. */
export interface SigningKey {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
  /** The certificate as metadata and KeyInfo carry it: base64 of the DER, without line breaks. */
  readonly certificateBase64: string;
  readonly notAfter: Date;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** As Okta makes them: RSA 2048, self-signed, ten years. `expired` gives one that ended yesterday. */
export async function makeSigningKey(now: Date, options: { expired?: boolean } = {}): Promise<SigningKey> {
  const keys = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  const notAfter = new Date(now.getTime() + (options.expired ? -YEAR / 365 : 10 * YEAR));
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `01${randomBytes(6).toString('hex')}`,
      name: 'C=US, ST=California, L=San Francisco, O=Okta (simulated), OU=SSOProvider, CN=simulated',
      notBefore: new Date(notAfter.getTime() - 10 * YEAR),
      notAfter,
      keys,
      signingAlgorithm: RSA,
    },
    webcrypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    privateKeyPem: `-----BEGIN PRIVATE KEY-----\n${wrap(pkcs8.toString('base64'))}\n-----END PRIVATE KEY-----\n`,
    certificatePem: certificate.toString('pem'),
    certificateBase64: Buffer.from(certificate.rawData).toString('base64'),
    notAfter,
  };
}

function wrap(base64: string): string {
  return (base64.match(/.{1,64}/g) ?? []).join('\n');
}
