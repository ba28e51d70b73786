import { Injectable } from '@nestjs/common';
import { IdentityProviderRegistry, type FieldValues, type SamlIdentityProvider } from '@app/idp/contract';
import { samlProvidedOf, type SamlProvided } from '@app/metadata';
import { IntegrationCertificateRepository, type IntegrationCertificateEntity, type IntegrationEntity, type ReadScope, type Tx } from '@app/persistence';

/** An integration with everything that a sign-in is checked against. */
export interface TrustedIntegration {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly entityId: string;
  readonly uniqueIdentifier: string;
  readonly issuer: string;
  /** The key of the plugin. */
  readonly provider: string;
  readonly plugin: SamlIdentityProvider;
  /** PEM. */
  readonly certificates: readonly string[];
  readonly fingerprints: readonly string[];
  readonly options: FieldValues;
  readonly provided: SamlProvided;
  readonly verified: boolean;
  /** Moves on with whatever changes the integration. */
  readonly version: number;
  /** Not read for this sign-in. */
  readonly remembered?: true;
}

interface KnownCertificates {
  readonly version: number;
  readonly certificates: readonly IntegrationCertificateEntity[];
}

const MOST_KNOWN = 1_000;

/** Completes a row: its plugin and its certificates. */
@Injectable()
export class TrustedIntegrations {
  private readonly known = new Map<string, KnownCertificates>();

  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly certificates: IntegrationCertificateRepository,
  ) {}

  /** @returns undefined where the integration cannot sign anybody in by SAML: another protocol, or no metadata yet */
  async complete(committed: ReadScope, row: IntegrationEntity): Promise<TrustedIntegration | undefined> {
    const certificates = this.knownOf(row) ?? this.know(row, await this.certificates.list(committed, [row.id]));
    return this.withCertificates(row, certificates);
  }

  /** The same inside a unit of work, which may see what is undone afterwards: that is not kept. */
  async completeHeld(tx: Tx, row: IntegrationEntity): Promise<TrustedIntegration | undefined> {
    return this.withCertificates(row, this.knownOf(row) ?? (await this.certificates.list(tx, [row.id])));
  }

  private withCertificates(row: IntegrationEntity, certificates: readonly IntegrationCertificateEntity[]): TrustedIntegration | undefined {
    const plugin = this.registry.find(row.provider);
    if (plugin?.protocol !== 'saml' || row.issuer === null) return undefined;
    const { id, accountId, name, entityId, uniqueIdentifier, issuer, provider, version } = row;
    return {
      ...{ id, accountId, name, entityId, uniqueIdentifier, issuer, provider, plugin, version },
      certificates: certificates.map(({ pem }) => pem),
      fingerprints: certificates.map(({ fingerprint }) => fingerprint),
      options: row.options as FieldValues,
      provided: samlProvidedOf(row),
      verified: row.verifiedAt !== null,
    };
  }

  /**
   * Whatever changes the certificates moves the row's version on, in one commit (MetadataStore): those that were read after a row of a version
   * are that version's, or newer, and then the version is never seen again.
   */
  private know({ id, version }: IntegrationEntity, certificates: readonly IntegrationCertificateEntity[]): readonly IntegrationCertificateEntity[] {
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(id, { version, certificates });
    return certificates;
  }

  private knownOf({ id, version }: IntegrationEntity): readonly IntegrationCertificateEntity[] | undefined {
    const known = this.known.get(id);
    return known?.version === version ? known.certificates : undefined;
  }
}
