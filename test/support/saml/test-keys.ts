import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** A key pair with a self-signed certificate, made for one run of the tests. PEM. */
export interface TestKeys {
  readonly privateKey: string;
  readonly certificate: string;
}

const KINDS = {
  rsa2048: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  rsa1024: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  ec256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const;

export type KeyKind = keyof typeof KINDS;

export interface TestKeyOptions {
  readonly kind?: KeyKind;
  readonly name?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY = 86_400_000;

export async function makeTestKeys({
  kind = 'rsa2048',
  name = 'identity provider',
  notBefore,
  notAfter,
}: TestKeyOptions = {}): Promise<TestKeys> {
  const keys = (await webcrypto.subtle.generateKey(KINDS[kind], true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: `CN=${name}`,
      notBefore: notBefore ?? new Date(Date.now() - DAY),
      notAfter: notAfter ?? new Date(Date.now() + 365 * DAY),
      signingAlgorithm: KINDS[kind],
      keys,
    },
    webcrypto,
  );
  const privateKey = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKey, certificate: certificate.toString('pem') };
}
