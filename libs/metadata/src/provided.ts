import { createHash } from 'node:crypto';
import type { IntegrationCertificateEntity, IntegrationEntity } from '@app/persistence';
import { isOpenIdProvider, type OpenIdProvider } from '@app/oidc';
import type { Endpoint, IdentityProviderMetadata } from '@app/saml';

/** What is kept of SAML metadata, in the column `integrations.provided`; issuer and certificates have columns of their own. */
export type SamlProvided = {
  readonly singleSignOn: readonly Endpoint[];
  readonly singleLogout: readonly Endpoint[];
  readonly wantAuthnRequestsSigned: boolean;
  readonly nameIdFormats: readonly string[];
  /** The instant after which the metadata is not to be used, in milliseconds since the epoch. */
  readonly validUntil: number | null;
};

export type StoredCertificate = Omit<IntegrationCertificateEntity, 'integrationId'>;

/** Metadata that was read and found good, in the form in which it is stored. An OpenID provider has no certificates: its keys are read when they are needed. */
export interface ReadMetadata {
  readonly issuer: string;
  readonly provided: SamlProvided | OpenIdProvider;
  readonly certificates: readonly StoredCertificate[];
}

/** What the metadata of an integration said. */
export function samlProvidedOf({ provided }: Pick<IntegrationEntity, 'provided'>): SamlProvided {
  return provided as SamlProvided;
}

/** What an OpenID provider said of itself; undefined for an integration of another protocol. */
export function openIdProvidedOf({ provided }: Pick<IntegrationEntity, 'provided'>): OpenIdProvider | undefined {
  return isOpenIdProvider(provided) ? provided : undefined;
}

/** Of an integration whose metadata comes later. With no issuer and no key nobody signs in through it. */
export const awaitedMetadata: ReadMetadata = {
  issuer: '',
  provided: { singleSignOn: [], singleLogout: [], wantAuthnRequestsSigned: false, nameIdFormats: [], validUntil: null },
  certificates: [],
};

export function ofOpenIdProvider(provider: OpenIdProvider): ReadMetadata {
  return { issuer: provider.issuer, provided: provider, certificates: [] };
}

export function toReadMetadata(metadata: IdentityProviderMetadata): ReadMetadata {
  const { entityId, singleSignOn, singleLogout, wantAuthnRequestsSigned, nameIdFormats, validUntil, certificates } = metadata;
  return {
    issuer: entityId,
    provided: { singleSignOn, singleLogout, wantAuthnRequestsSigned, nameIdFormats, validUntil: validUntil?.getTime() ?? null },
    certificates: certificates.map(({ pem, fingerprint, notBefore, notAfter }) => ({ pem, fingerprint, notBefore: notBefore.getTime(), notAfter: notAfter.getTime() })),
  };
}

/** What the audit trail says of metadata: enough to see what changed and to compare keys, without the document. */
export function summarize({ issuer, provided, certificates }: ReadMetadata): Record<string, unknown> {
  if (isOpenIdProvider(provided)) return provided;
  return {
    issuer,
    singleSignOn: provided.singleSignOn.map(({ binding, location }) => `${binding} ${location}`),
    singleLogout: provided.singleLogout.map(({ binding, location }) => `${binding} ${location}`),
    certificates: certificates.map(({ fingerprint }) => fingerprint).sort(),
  };
}

/** Whether both say the same to us. The end of validity moves with every reading at many providers, and does not count. */
export function isSame(left: ReadMetadata, right: ReadMetadata): boolean {
  return essence(left) === essence(right);
}

function essence({ issuer, provided, certificates }: ReadMetadata): string {
  const { validUntil: _, ...rest } = provided as SamlProvided;
  const fingerprints = certificates.map(({ fingerprint }) => fingerprint).sort();
  // Members in one order, whichever the database or the parser gave them.
  const canonical = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(canonical);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, canonical(inner)]));
  };
  return createHash('sha256').update(JSON.stringify(canonical({ issuer, rest, fingerprints }))).digest('hex');
}
