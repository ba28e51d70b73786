import { Injectable } from '@nestjs/common';
import { addressesOf, IdentityProviderRegistry, optionContext, type FieldValues, type OpenIdIdentityProvider } from '@app/idp/contract';
import { SecretSealer } from '@app/kernel';
import { openIdProvidedOf } from '@app/metadata';
import type { ClientSettings } from '@app/oidc';
import type { IntegrationEntity } from '@app/persistence';
import { Settings } from '@app/settings';

/** An integration with everything that a sign-in by OpenID Connect is checked against. */
export interface TrustedOpenIdIntegration {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly entityId: string;
  readonly uniqueIdentifier: string;
  readonly issuer: string;
  /** The key of the plugin. */
  readonly provider: string;
  readonly plugin: OpenIdIdentityProvider;
  readonly client: ClientSettings;
  readonly options: FieldValues;
  readonly verified: boolean;
}

/** Completes a row: its plugin, its provider's configuration, and its client secret. */
@Injectable()
export class TrustedOpenIdIntegrations {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly sealer: SecretSealer,
    private readonly settings: Settings,
  ) {}

  /** @returns undefined where the integration signs nobody in by OpenID Connect */
  complete(row: IntegrationEntity): TrustedOpenIdIntegration | undefined {
    const plugin = this.registry.find(row.provider);
    const provider = openIdProvidedOf(row);
    if (plugin?.protocol !== 'oidc' || !provider) return undefined;
    const { id, accountId, name, entityId, uniqueIdentifier } = row;
    const options = row.options as FieldValues;
    return {
      ...{ id, accountId, name, entityId, uniqueIdentifier, issuer: provider.issuer, provider: row.provider, plugin, options },
      client: { provider, clientId: String(options.clientId), clientSecret: this.openSecret(row), redirectUri: addressesOf(this.settings.publicUrl, row).callbackUrl },
      verified: row.verifiedAt !== null,
    };
  }

  private openSecret({ id, options }: IntegrationEntity): string {
    return this.sealer.open(String(options.clientSecret), optionContext(id, 'clientSecret'));
  }
}
