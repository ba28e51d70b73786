import { Injectable } from '@nestjs/common';
import { isStorableText } from '@app/http';
import { IntegrationRepository, ReadScope } from '@app/persistence';
import { refuseSignIn } from '../problems.js';
import { type TrustedIntegration, TrustedIntegrations } from './trusted-integration.js';

/** The integration that an address names. */
@Injectable()
export class NamedIntegration {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly scope: ReadScope,
  ) {}

  async find(uniqueIdentifier: string): Promise<TrustedIntegration | undefined> {
    const row = isStorableText(uniqueIdentifier) ? await this.integrations.findByUniqueIdentifier(this.scope, uniqueIdentifier) : null;
    return row ? this.trusted.complete(this.scope, row) : undefined;
  }

  /** @throws Problem `integration_unknown` (404) */
  async get(uniqueIdentifier: string): Promise<TrustedIntegration> {
    const integration = await this.find(uniqueIdentifier);
    if (integration) return integration;
    throw refuseSignIn('integration_unknown', `No integration has this unique identifier, expected that of an integration, received ${JSON.stringify(uniqueIdentifier.slice(0, 200))}.`);
  }
}
