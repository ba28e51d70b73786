import type { Endpoint, OutgoingMessage } from '../bindings/endpoint.js';

export interface AuthnRequestOptions {
  /** Our entity ID. */
  readonly issuer: string;
  /** The identity provider's single sign-on service. */
  readonly destination: Endpoint;
  /** Where the response shall be posted to. */
  readonly acsUrl: string;
  readonly relayState?: string;
  /** Ask for a fresh sign-in. */
  readonly forceAuthn?: boolean;
  /** NameIDPolicy's Format; none unless set. */
  readonly nameIdFormat?: string;
  /** AuthnContext classes to ask for, exactly; none unless set, because an exact password class breaks second factors. */
  readonly authnContexts?: readonly string[];
  /** Signs with RSA-SHA256; unsigned unless set. PEM of PKCS #8. */
  readonly signingKey?: string;
}

/** A request for sign-in (SAML Core §3.4.1). `id` is what the response's InResponseTo must name. */
export async function createAuthnRequest(_options: AuthnRequestOptions): Promise<OutgoingMessage> {
  throw new Error('not built yet');
}
