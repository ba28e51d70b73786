import { Injectable } from '@nestjs/common';
import type { Page } from '@app/http';
import { IdentityProviderRegistry, renderText } from '@app/idp/contract';
import type { IntegrationEntity } from '@app/persistence';
import { Addresses } from './addresses.js';
import { CheckIdentities, type IdentityListing } from './check-identities.js';
import { mismatchesOf, type PersonNames } from './identity-mismatches.js';
import type { IdentityView } from './identity-view.js';
import { IntegrationWork } from './integration-work.js';

/** The identity check as it is shown: with what to change, in the words of the integration's identity provider. */
@Injectable()
export class ShowIdentities {
  constructor(
    private readonly work: IntegrationWork,
    private readonly checks: CheckIdentities,
    private readonly registry: IdentityProviderRegistry,
    private readonly addresses: Addresses,
  ) {}

  /** @throws Problem `integration_unknown` (404), `cursor_invalid` (400) */
  async page(accountId: string, id: string, listing: IdentityListing): Promise<Page<IdentityView>> {
    const integration = await this.work.find(accountId, id);
    const { items, nextCursor } = await this.checks.page(integration, listing);
    return { items: items.map((names) => this.show(integration, names)), nextCursor };
  }

  private show(integration: IntegrationEntity, names: PersonNames): IdentityView {
    const { user, last, externalId, refused } = names;
    const advice = this.registry.find(integration.provider)?.identityAdvice;
    const values = this.addresses.guideValues(integration);
    return {
      ...{ userId: user.id, displayName: user.displayName, active: user.active },
      ...{ nameId: last?.nameId ?? null, nameIdFormat: last?.nameIdFormat ?? null, signedInAs: last?.lookedUp ?? null, lastUsedAt: last ? new Date(last.lastUsedAt).toISOString() : null },
      ...{ userName: user.userName, externalId, email: user.email },
      mismatches: mismatchesOf(names).map(({ code, between, ...rest }) => ({ code, between: [...between], ...rest, hint: advice ? renderText(advice[code], values) : null })),
      refused: refused ? { nameId: refused.subject, at: new Date(refused.at).toISOString(), reference: refused.reference } : null,
    };
  }
}
