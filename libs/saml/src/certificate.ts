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
