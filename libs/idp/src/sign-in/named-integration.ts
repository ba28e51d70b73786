import { Injectable } from '@nestjs/common';
import { isStorableText } from '@app/http';
import { type IntegrationEntity, IntegrationRepository, ReadScope } from '@app/persistence';
import { type TrustedOpenIdIntegration, TrustedOpenIdIntegrations } from '../openid/trusted-openid-integration.js';
import { refuseSignIn } from '../problems.js';
import { type TrustedIntegration, TrustedIntegrations } from './trusted-integration.js';

/** The integration that an address names. */
@Injectable()
export class NamedIntegration {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly openId: TrustedOpenIdIntegrations,
    private readonly scope: ReadScope,
  ) {}

  async find(uniqueIdentifier: string): Promise<TrustedIntegration | undefined> {
    const row = await this.row(uniqueIdentifier);
    return row ? this.trusted.complete(this.scope, row) : undefined;
  }

  /** The one that signs people in, by whatever protocol. @throws Problem `integration_unknown` (404) */
  async getOfAnyProtocol(uniqueIdentifier: string): Promise<TrustedIntegration | TrustedOpenIdIntegration> {
    const row = await this.row(uniqueIdentifier);
    const integration = row && (this.openId.complete(row) ?? (await this.trusted.complete(this.scope, row)));
    if (integration) return integration;
    throw unknown(uniqueIdentifier);
  }

  /** @throws Problem `integration_unknown` (404) */
  async get(uniqueIdentifier: string): Promise<TrustedIntegration> {
    const integration = await this.find(uniqueIdentifier);
    if (integration) return integration;
    throw unknown(uniqueIdentifier);
  }

  private async row(uniqueIdentifier: string): Promise<IntegrationEntity | null> {
    return isStorableText(uniqueIdentifier) ? this.integrations.findByUniqueIdentifier(this.scope, uniqueIdentifier) : null;
  }
}

function unknown(uniqueIdentifier: string) {
  return refuseSignIn('integration_unknown', `No integration has this unique identifier, expected that of an integration, received ${JSON.stringify(uniqueIdentifier.slice(0, 200))}.`);
}
