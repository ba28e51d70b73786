import { Injectable } from '@nestjs/common';
import { guideToMarkdown, IdentityProviderRegistry, renderGuide, type Guide, type GuideValues, type IdentityProvider } from '@app/idp/contract';
import { Addresses } from './addresses.js';
import { IntegrationWork } from './integration-work.js';
import { refuseIntegration } from './problems.js';

/** A guide with values filled in, in parts and as one Markdown page. */
export type FilledGuide = Guide & { readonly markdown: string };

/** Set-up guides: an integration's with its own values, a provider's with the service's. */
@Injectable()
export class ShowGuide {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly work: IntegrationWork,
    private readonly addresses: Addresses,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  async ofIntegration(accountId: string, id: string): Promise<FilledGuide> {
    const integration = await this.work.find(accountId, id);
    return fill(this.registry.get(integration.provider), this.addresses.guideValues(integration));
  }

  /** @throws Problem `identity_provider_unknown` (404) */
  ofProvider(key: string): FilledGuide {
    return fill(this.provider(key), this.addresses.generalGuideValues(key));
  }

  /** @throws Problem `identity_provider_unknown` (404) */
  provider(key: string): IdentityProvider {
    const provider = this.registry.find(key);
    if (provider) return provider;
    const expected = this.registry.list().map((known) => known.key).join(', ');
    throw refuseIntegration('identity_provider_unknown', `The catalogue has no identity provider with this key, expected one of ${expected}, received ${JSON.stringify(key.slice(0, 60))}.`);
  }
}

function fill(provider: IdentityProvider, values: GuideValues): FilledGuide {
  const guide = renderGuide(provider.guide, values);
  return { ...guide, markdown: guideToMarkdown(guide) };
}
