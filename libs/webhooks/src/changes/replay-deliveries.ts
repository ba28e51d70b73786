import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '@app/audit';
import { OutboxBell } from '@app/events';
import { Clock } from '@app/kernel';
import { type Tx, UnitOfWork, WebhookDeliveryRepository, WebhookRepository } from '@app/persistence';
import { refuseWebhook } from '../problems.js';
import { webhookUnknown } from './webhook-unknown.js';

/** Sends events again: one, or all that had failed for good. */
@Injectable()
export class ReplayDeliveries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly trail: AuditTrail,
    private readonly bell: OutboxBell,
    private readonly clock: Clock,
  ) {}

  one(accountId: string, id: string, eventId: string, actor: Actor): Promise<number> {
    return this.replay(accountId, id, actor, async (tx) => {
      const replayed = await this.deliveries.replay(tx, id, eventId, this.clock.millis());
      if (replayed === 0) throw refuseWebhook('webhook_event_unknown', `This webhook was not to hear of such an event, received ${JSON.stringify(eventId.slice(0, 100))}`, { hint: 'Events are kept for 30 days.' });
      return replayed;
    });
  }

  /** @returns how many */
  failed(accountId: string, id: string, since: Date, actor: Actor): Promise<number> {
    return this.replay(accountId, id, actor, (tx) => this.deliveries.replayFailed(tx, id, since.getTime(), this.clock.millis()));
  }

  private replay(accountId: string, id: string, actor: Actor, work: (tx: Tx) => Promise<number>): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const webhook = await this.webhooks.find(tx, accountId, id);
      if (!webhook) throw webhookUnknown(id);
      const events = await work(tx);
      await this.trail.record(tx, { accountId, action: 'webhook.replayed', actor, subject: { kind: 'webhook', id, name: webhook.name }, after: { events } });
      tx.afterCommit(() => this.bell.ring());
      return events;
    });
  }
}
