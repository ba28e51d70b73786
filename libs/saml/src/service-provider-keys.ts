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

/** Makes an RSA key of 3072 bits and a self-signed certificate of ten years for it. */
export async function generateServiceProviderKeys(_options: { readonly commonName: string; readonly now: Date }): Promise<ServiceProviderKeys> {
  throw new Error('not built yet');
}
