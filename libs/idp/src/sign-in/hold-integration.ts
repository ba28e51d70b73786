import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Events } from '@app/events';
import { Clock } from '@app/kernel';
import { IntegrationRepository, type Tx } from '@app/persistence';
import type { VerifiedAssertion } from '@app/saml';
import { refuseSignIn } from '../problems.js';
import type { Attempt } from './attempt.js';
import { ProofOutdated } from './remembered-integrations.js';
import { type TrustedIntegration, TrustedIntegrations } from './trusted-integration.js';

/** What of an integration, of whatever protocol, its being verified is told with. */
type VerifiedIntegration = Pick<TrustedIntegration, 'id' | 'accountId' | 'name' | 'provider' | 'uniqueIdentifier' | 'verified'>;

/** The integration inside the unit of work that opens the session: still there, still trusting, and verified afterwards. */
@Injectable()
export class HoldIntegration {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly audit: AuditTrail,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the integration again and holds it as it is: nobody deletes or changes it before the session is committed.
   * @throws Problem `integration_unknown` (404) where it is gone, or does not trust what was proven any more; ProofOutdated where it was
   * remembered and is not the same any more
   */
  async hold(tx: Tx, before: TrustedIntegration, assertion: VerifiedAssertion): Promise<TrustedIntegration> {
    if (before.remembered) return this.holdRemembered(tx, before);
    const { id, name, verified } = before;
    const row = verified ? await this.integrations.findForSignIn(tx, id) : await this.integrations.findForChange(tx, id);
    const current = row && (await this.trusted.completeHeld(tx, row));
    if (current && current.entityId === before.entityId && stillTrusts(current, assertion)) return current;
    const received = current ? 'one that was changed meanwhile' : 'one that was deleted';
    throw refuseSignIn('integration_unknown', `The integration ${name} is not the one that was signed in through, expected it unchanged, received ${received}.`);
  }

  private async holdRemembered(tx: Tx, remembered: TrustedIntegration): Promise<TrustedIntegration> {
    if ((await this.integrations.findVersionForSignIn(tx, remembered.id)) === remembered.version) return remembered;
    throw new ProofOutdated();
  }

  /** The first sign-in since an administrator changed the identity-provider settings shows that they work. */
  async markVerified(tx: Tx, integration: VerifiedIntegration, userId: string, { address, reference }: Pick<Attempt, 'address' | 'reference'>): Promise<void> {
    const { id, accountId, name, provider, uniqueIdentifier, verified } = integration;
    if (verified) return;
    const verifiedAt = this.clock.millis();
    const actor = { kind: 'identity-provider', id, name, address, reference } as const;
    await this.integrations.markVerified(tx, id, verifiedAt);
    await this.audit.record(tx, { accountId, action: 'integration.verified', actor, subject: { kind: 'integration', id, name }, before: { verifiedAt: null }, after: { verifiedAt } });
    await this.events.raise(tx, { type: 'integration.verified', accountId, actor, data: { integration: { id, name, provider, uniqueIdentifier }, userId } });
  }
}

function stillTrusts({ issuer, fingerprints }: TrustedIntegration, assertion: VerifiedAssertion): boolean {
  return issuer === assertion.issuer && fingerprints.includes(assertion.certificateFingerprint);
}
