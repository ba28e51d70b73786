import { Injectable } from '@nestjs/common';
import { IdentityProviderRegistry, type FieldValues, type SamlIdentityProvider } from '@app/idp/contract';
import { samlProvidedOf, type SamlProvided } from '@app/metadata';
import { IntegrationCertificateRepository, type IntegrationEntity, type ReadScope } from '@app/persistence';

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
}

/** Completes a row: its plugin and its certificates. */
@Injectable()
export class TrustedIntegrations {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly certificates: IntegrationCertificateRepository,
  ) {}

  /** @returns undefined where the integration cannot sign anybody in by SAML: another protocol, or no metadata yet */
  async complete(scope: ReadScope, row: IntegrationEntity): Promise<TrustedIntegration | undefined> {
    const plugin = this.registry.find(row.provider);
    if (plugin?.protocol !== 'saml' || row.issuer === null) return undefined;
    const certificates = await this.certificates.list(scope, [row.id]);
    const { id, accountId, name, entityId, uniqueIdentifier, issuer, provider } = row;
    return {
      ...{ id, accountId, name, entityId, uniqueIdentifier, issuer, provider, plugin },
      certificates: certificates.map(({ pem }) => pem),
      fingerprints: certificates.map(({ fingerprint }) => fingerprint),
      options: row.options as FieldValues,
      provided: samlProvidedOf(row),
      verified: row.verifiedAt !== null,
    };
  }
}
