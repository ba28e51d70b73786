import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '@app/audit';
import { Clock } from '@app/kernel';
import { OutboxBell } from '@app/events';
import { UnitOfWork, WebhookRepository, type WebhookRow } from '@app/persistence';
import { webhookUnknown } from './webhook-unknown.js';
import { describeWebhook } from './describe-webhook.js';

export interface WebhookChanges {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly eventTypes?: string[] | undefined;
  /** Switched on again, a webhook gets what has been waiting for it since. */
  readonly enabled?: boolean | undefined;
}

@Injectable()
export class ChangeWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly trail: AuditTrail,
    private readonly bell: OutboxBell,
    private readonly clock: Clock,
  ) {}

  change(accountId: string, id: string, actor: Actor, changes: WebhookChanges): Promise<WebhookRow> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.webhooks.findForChange(tx, accountId, id);
      if (!before) throw webhookUnknown(id);
      const wanted = defined(changes);
      const stamp = { ...healthAfter(before, changes), version: before.version + 1, updatedAt: this.clock.millis() };
      const after = { ...before, ...wanted, ...stamp };
      await this.webhooks.update(tx, id, { ...wanted, ...stamp });
      const subject = { kind: 'webhook', id, name: after.name };
      await this.trail.record(tx, { accountId, action: 'webhook.changed', actor, subject, before: describeWebhook(before), after: describeWebhook(after) });
      tx.afterCommit(() => this.bell.ring());
      return after;
    });
  }
}

function defined(changes: WebhookChanges): Partial<Pick<WebhookRow, 'name' | 'url' | 'eventTypes' | 'enabled'>> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function healthAfter(before: WebhookRow, { enabled }: WebhookChanges): Partial<WebhookRow> {
  if (enabled === true && !before.enabled) return { disabledBecause: null, failingSince: null };
  return enabled === false && before.enabled ? { disabledBecause: 'administrator' } : {};
}
