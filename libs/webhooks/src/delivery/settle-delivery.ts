import { Injectable } from '@nestjs/common';
import { AuditTrail, systemActor } from '@app/audit';
import { Clock, DAY, newId } from '@app/kernel';
import { type ClaimedDelivery, type Tx, WebhookDeliveryRepository, WebhookRepository, type WebhookRow } from '@app/persistence';
import type { Verdict } from './judge-answer.js';
import { delayAfter } from './retry-schedule.js';

const FAILING_AT_MOST = 5 * DAY;

/** Writes down how an attempt went: the log of attempts, when to try again, and the end of a webhook that has failed for too long. */
@Injectable()
export class SettleDelivery {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async settle(tx: Tx, claim: ClaimedDelivery, verdict: Verdict, durationMs: number): Promise<void> {
    const now = this.clock.millis();
    const { webhookId, eventId } = claim;
    const webhook = await this.webhooks.findById(tx, webhookId);
    if (!webhook) return;
    const fault = verdict.outcome === 'delivered' ? null : verdict.fault;
    await this.deliveries.recordAttempt(tx, { id: newId(), webhookId, eventId, at: now, status: verdict.status, fault, durationMs: Math.round(durationMs) });
    await this.deliveries.settle(tx, claim, nextStep(claim.attempts, verdict, now));
    await this.noteHealth(tx, webhook, verdict, now);
  }

  private async noteHealth(tx: Tx, webhook: WebhookRow, { outcome }: Verdict, now: number): Promise<void> {
    const { id, failingSince } = webhook;
    if (outcome === 'delivered') {
      if (failingSince !== null) await this.webhooks.update(tx, id, { failingSince: null });
    } else if (outcome === 'gone') await this.disable(tx, webhook, 'gone', now);
    else if (failingSince === null) await this.webhooks.update(tx, id, { failingSince: now });
    else if (now - failingSince > FAILING_AT_MOST) await this.disable(tx, webhook, 'failing', now);
  }

  private async disable(tx: Tx, { id, accountId, name, enabled }: WebhookRow, disabledBecause: 'failing' | 'gone', now: number): Promise<void> {
    if (!enabled) return;
    await this.webhooks.update(tx, id, { enabled: false, disabledBecause, updatedAt: now });
    const subject = { kind: 'webhook', id, name };
    await this.trail.record(tx, { accountId, action: 'webhook.disabled', actor: systemActor, subject, before: { enabled: true }, after: { enabled: false, disabledBecause } });
  }
}

function nextStep(attempts: number, verdict: Verdict, now: number) {
  if (verdict.outcome === 'delivered') return { state: 'delivered', dueAt: null, settledAt: now } as const;
  const delay = verdict.outcome === 'gone' ? undefined : delayAfter(attempts, verdict.retryAfter);
  return delay === undefined ? ({ state: 'failed', dueAt: null, settledAt: now } as const) : ({ state: 'pending', dueAt: now + delay, settledAt: null } as const);
}
