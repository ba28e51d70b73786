import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock } from '@app/kernel';
import { IntegrationRepository, type IntegrationEntity, type Tx } from '@app/persistence';
import { IntegrationWork } from './integration-work.js';
import { refuseIntegration } from './problems.js';
import { entryFor } from './settings-audit.js';

/** What one integration has taken over from another. */
export interface Takeover {
  readonly from: Pick<IntegrationEntity, 'id' | 'name'>;
  readonly people: number;
  readonly groups: number;
  /** Names that the old one had for people and groups, and the new one had not. */
  readonly externalIds: number;
  /** Whether SCIM was on at the old one, and is off now. */
  readonly scimSwitchedOff: boolean;
}

/**
 * Replaces an application at the identity provider by another one: people and groups of the old integration belong to the new one, each
 * as he is. SCIM of the old one goes off, because its client would deactivate everybody when the old application is taken down.
 */
@Injectable()
export class TakeOver {
  constructor(
    private readonly work: IntegrationWork,
    private readonly integrations: IntegrationRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `integration_unknown` (404), `takeover_of_itself` (400), `integration_not_verified` (409) */
  run(accountId: string, id: string, from: string, actor: Actor): Promise<Takeover> {
    if (id === from) throw refuseIntegration('takeover_of_itself', 'An integration cannot take over from itself, expected the id of the one that it replaces.');
    return this.work.changeTwo(accountId, [id, from], async (tx, [successor, predecessor]) => {
      if (successor.verifiedAt === null) throw notVerified();
      const scimSwitchedOff = predecessor.scimEnabled;
      if (scimSwitchedOff) await this.switchOff(tx, predecessor, actor);
      const moved = await this.integrations.moveManaged(tx, accountId, from, id);
      const done = { from: { id: predecessor.id, name: predecessor.name }, ...moved, scimSwitchedOff };
      await this.audit.record(tx, { ...entryFor(successor, actor), action: 'integration.taken_over', after: done });
      return done;
    });
  }

  private async switchOff(tx: Tx, integration: IntegrationEntity, actor: Actor): Promise<void> {
    await this.integrations.update(tx, integration.id, { scimEnabled: false, version: integration.version + 1, updatedAt: this.clock.millis() });
    await this.audit.record(tx, { ...entryFor(integration, actor), action: 'integration.scim_disabled', before: { scimEnabled: true }, after: { scimEnabled: false } });
  }
}

function notVerified() {
  return refuseIntegration('integration_not_verified', 'The integration cannot take over before it is verified, expected a sign-in through it since its settings were last changed, received none.', {
    hint: "Sign in through the new integration once: open the identity provider's dashboard and click on the new application. Then take over.",
  });
}
