export interface ServiceProviderDescription {
  readonly entityId: string;
  readonly acsUrl: string;
  /** Single logout, both bindings; left out where the integration has none. */
  readonly logoutUrl?: string;
  /** PEM, the current one first; two while a key rolls over. */
  readonly signingCertificates?: readonly string[];
  readonly encryptionCertificates?: readonly string[];
  readonly authnRequestsSigned?: boolean;
  readonly nameIdFormats?: readonly string[];
}

/** Our metadata for identity providers (SAML Metadata §2.4.4), `application/samlmetadata+xml`. */
export function createServiceProviderMetadata(_service: ServiceProviderDescription): string {
  throw new Error('not built yet');
}
