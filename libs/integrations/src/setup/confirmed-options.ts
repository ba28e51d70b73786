import { Injectable } from '@nestjs/common';
import { IdentityProviderRegistry } from '@app/idp/contract';
import { SecretSealer } from '@app/kernel';
import type { IntegrationEntity, MetadataProposalEntity } from '@app/persistence';
import { Options } from '../options.js';
import { proposalSecretContext } from './read-handed-over.js';

/** The options of an integration once what was handed over takes effect: of OpenID Connect the issuer and the client, sealed for their new place. */
@Injectable()
export class ConfirmedOptions {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly options: Options,
    private readonly sealer: SecretSealer,
  ) {}

  of(integration: IntegrationEntity, { integrationId, issuer, clientId, sealedClientSecret }: MetadataProposalEntity): Record<string, unknown> {
    if (clientId === null || sealedClientSecret === null) return integration.options;
    const clientSecret = this.sealer.open(sealedClientSecret, proposalSecretContext(integrationId));
    return this.options.read(this.registry.get(integration.provider), { issuer, clientId, clientSecret }, integration);
  }
}
