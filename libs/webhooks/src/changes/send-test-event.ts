import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/audit';
import { OutboxBell } from '@app/events';
import { Clock, newId } from '@app/kernel';
import { OutboxRepository, UnitOfWork, WebhookRepository } from '@app/persistence';
import { webhookUnknown } from './webhook-unknown.js';

/** What a test is called; no webhook can choose it, and every one understands it. */
export const TEST_EVENT = 'webhook.test';

@Injectable()
export class SendTestEvent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly outbox: OutboxRepository,
    private readonly bell: OutboxBell,
    private readonly clock: Clock,
  ) {}

  /** @returns the id under which the deliveries show how it went */
  send(accountId: string, webhookId: string, actor: Actor): Promise<string> {
    const [id, now] = [newId(), this.clock.now()];
    const body = JSON.stringify({ type: TEST_EVENT, timestamp: now.toISOString(), data: { accountId, actor: { kind: actor.kind, id: actor.id }, webhookId } });
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.webhooks.find(tx, accountId, webhookId))) throw webhookUnknown(webhookId);
      await this.outbox.enqueueFor(tx, webhookId, { id, accountId, type: TEST_EVENT, occurredAt: now.getTime(), body });
      tx.afterCommit(() => this.bell.ring());
      return id;
    });
  }
}
