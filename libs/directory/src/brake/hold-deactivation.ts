import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { IntegrationRepository, ProvisioningBrakeRepository, UnitOfWork, type Tx } from '@app/persistence';
import { BrakeAnnouncement } from './brake-announcement.js';
import { pausedBy } from './brake-rules.js';
import { type HeldDeactivation, heldBy } from './held-deactivation.js';

/**
 * What follows when the brake has refused a deactivation: the person waits, and the first one of all pauses the client, which those who
 * may decide are told. A unit of work of its own, as the refused one has rolled back.
 */
@Injectable()
export class HoldDeactivation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brakes: ProvisioningBrakeRepository,
    private readonly integrations: IntegrationRepository,
    private readonly announcement: BrakeAnnouncement,
    private readonly clock: Clock,
  ) {}

  /**
   * Called with whatever a change by a provisioning client was refused with, before the refusal is answered.
   * @returns whose deactivation is held back; undefined where it was another refusal
   */
  async note(refusal: unknown): Promise<HeldDeactivation | undefined> {
    const held = heldBy(refusal);
    if (held) await this.unitOfWork.run((tx) => this.hold(tx, held));
    return held;
  }

  private async hold(tx: Tx, held: HeldDeactivation): Promise<void> {
    const { context, user, counts } = held;
    const integration = await this.integrations.find(tx, context.accountId, context.integrationId);
    if (!integration) return;
    const now = this.clock.millis();
    await this.brakes.markWaiting(tx, user.id, integration.id);
    const pause = pausedBy(await this.brakes.hold(tx, integration.id, now), counts, now);
    if (!pause) return;
    await this.brakes.update(tx, integration.id, pause);
    await this.announcement.paused(tx, integration, held);
  }
}
