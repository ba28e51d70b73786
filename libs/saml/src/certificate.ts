import { X509Certificate } from 'node:crypto';

/** A signing certificate, as shown to administrators. */
export interface Certificate {
  /** PEM, `-----BEGIN CERTIFICATE-----` with lines of 64 characters. */
  readonly pem: string;
  /** SHA-256 of the DER, upper-case hexadecimal with colons. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The subject, one line, such as `CN=example, O=Okta`. */
  readonly subject: string;
}

/** @throws Error when the bytes (DER) or the text (PEM) are no X.509 certificate */
export function readCertificate(source: Buffer | string): Certificate {
  const certificate = new X509Certificate(source);
  return {
    pem: certificate.toString().trim(),
    fingerprint: certificate.fingerprint256,
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    subject: certificate.subject.split('\n').join(', '),
  };
}

/** The base64 between a PEM's first and last line, as metadata and KeyInfo hold it. */
export function pemBody(pem: string): string {
  return pem.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
}
