import type { Endpoint, OutgoingMessage } from '../bindings/endpoint.js';

interface LogoutMessageOptions {
  /** Our entity ID. */
  readonly issuer: string;
  /** The identity provider's single logout service. */
  readonly destination: Endpoint;
  readonly relayState?: string;
  /** PEM of PKCS #8: logout messages are always signed (SAML Profiles §4.4.4.1). */
  readonly signingKey: string;
  readonly now: Date;
}

export interface LogoutRequestOptions extends LogoutMessageOptions {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  readonly sessionIndexes?: readonly string[];
}

export interface LogoutResponseOptions extends LogoutMessageOptions {
  /** The ID of the request that this answers. */
  readonly inResponseTo: string;
  readonly success: boolean;
}

export async function createLogoutRequest(_options: LogoutRequestOptions): Promise<OutgoingMessage> {
  throw new Error('not built yet');
}

export async function createLogoutResponse(_options: LogoutResponseOptions): Promise<OutgoingMessage> {
  throw new Error('not built yet');
}
