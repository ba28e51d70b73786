import type { Endpoint } from '../bindings/endpoint.js';
import type { Certificate } from '../certificate.js';
import { runTask } from '../engine/run-task.js';

/** What an identity provider says of itself. */
export interface IdentityProviderMetadata {
  /** Its entityID: the issuer of everything it sends. */
  readonly entityId: string;
  /** At least one, in the order of the document. */
  readonly singleSignOn: readonly Endpoint[];
  readonly singleLogout: readonly Endpoint[];
  /** Signing certificates, at least one, expired ones included: `notAfter` is for the administrator to see. */
  readonly certificates: readonly Certificate[];
  readonly wantAuthnRequestsSigned: boolean;
  readonly nameIdFormats: readonly string[];
  /** The instant after which the document is not to be used. */
  readonly validUntil?: Date;
}

export interface MetadataOptions {
  /** Which EntityDescriptor is meant, where the document holds several; another one than this is refused. */
  readonly entityId?: string;
  /** In production an address of the identity provider must be https. */
  readonly production?: boolean;
  /** Now, to refuse metadata whose validUntil has passed. */
  readonly now?: Date;
}

export interface MetadataToRead {
  readonly xml: string;
  readonly options: MetadataOptions;
}

/**
 * Reads the metadata of an identity provider (SAML Metadata §2.4.3).
 * @throws Problem `metadata_invalid` (400); the detail says what is missing or wrong.
 */
export async function parseIdentityProviderMetadata(
  xml: string,
  options: MetadataOptions = {},
): Promise<IdentityProviderMetadata> {
  return runTask('parseMetadata', { xml, options });
}
