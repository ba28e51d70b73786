import { Injectable } from '@nestjs/common';
import type { Attempt } from './attempt.js';
import type { TrustedIntegration } from './trusted-integration.js';

const MOST_REMEMBERED = 1_000;

/** What a proof rests on was remembered, and is not so any more: nothing is wrong with the response, it has to be proven anew. */
export class ProofOutdated extends Error {}

/**
 * Integrations through which somebody has signed in just now, by their unique identifiers. A proof against one of them counts only where its
 * version is held to be the current one inside the unit of work that opens the session: whatever changes an integration moves its version on, on
 * whatever instance (MetadataStore). So nothing here has to be told of changes.
 */
@Injectable()
export class RememberedIntegrations {
  private readonly byIdentifier = new Map<string, TrustedIntegration>();

  /** The one that the address or RelayState names first, where it is remembered. */
  namedBy({ pathIdentifier, relayState }: Attempt): TrustedIntegration | undefined {
    const named = pathIdentifier ?? relayState;
    return named === undefined ? undefined : this.byIdentifier.get(named);
  }

  /** @param integration as it was read outside of a unit of work, which may be undone */
  remember(integration: TrustedIntegration): void {
    if (!integration.verified || integration.remembered) return;
    if (this.byIdentifier.size >= MOST_REMEMBERED) this.byIdentifier.clear();
    this.byIdentifier.set(integration.uniqueIdentifier, { ...integration, remembered: true });
  }

  forget({ uniqueIdentifier }: TrustedIntegration): void {
    this.byIdentifier.delete(uniqueIdentifier);
  }
}
