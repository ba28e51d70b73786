/**
 * metadata: what an identity provider says of itself, fetched, judged, kept, and read again: SAML metadata or an OpenID configuration.
 * Flow: {@link MetadataReader} (address or document → judged) → {@link MetadataStore} (columns and certificates of the integration) →
 * {@link MetadataRefresher} reads an address again: after a signature that does not fit (idp), by hand (integrations), every six hours.
 * Neighbours: saml (reads the XML), oidc (reads the configuration), outbound (fetches), persistence, audit below; integrations and idp above.
 */
export { MetadataModule } from './metadata.module.js';
export { MetadataReader, type MetadataSource } from './metadata-reader.js';
export { MetadataRefresher, type RefreshOptions } from './metadata-refresher.js';
export { MetadataStore, type MetadataColumns } from './metadata-store.js';
export { refuseMetadata } from './problems.js';
export { isSame as isSameMetadata, openIdProvidedOf, samlProvidedOf, summarize as summarizeMetadata, type ReadMetadata, type SamlProvided, type StoredCertificate } from './provided.js';
export type { RefreshOutcome } from './refresh-record.js';
