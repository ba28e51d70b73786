import { Injectable } from '@nestjs/common';
import { Clock, MINUTE } from '@app/kernel';
import { type ClaimedDelivery, ReadScope, UnitOfWork, WebhookDeliveryRepository } from '@app/persistence';
import { DeliverOne } from './deliver-one.js';

const WEBHOOKS_AT_ONCE = 50;
// A slow receiver keeps this many of its own deliveries waiting, and nobody else's.
const PER_WEBHOOK = 4;
// However many receivers are slow, one that has nothing under way gets one delivery: the first number is for those after it.
const IN_ALL = 64;
const AT_THE_MOST = 2_000;
// Longer than an attempt can take: nobody else takes it on while it is under way.
const CLAIM = MINUTE;

/** What this instance has taken on, and what it may take on beside it. */
@Injectable()
export class DeliveryQueue {
  private readonly busy = new Map<string, number>();

  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly deliverOne: DeliverOne,
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  /** Takes on what is due, as far as there is room. Each claim goes to {@link carryOut}. */
  async *takeOn(): AsyncGenerator<ClaimedDelivery> {
    const now = this.clock.millis();
    const full = [...this.busy.keys()].filter((id) => this.roomFor(id) <= 0);
    for (const webhookId of await this.deliveries.findWebhooksWithDue(this.reads, now, { limit: WEBHOOKS_AT_ONCE, except: full })) {
      const limit = this.roomFor(webhookId);
      if (limit <= 0) continue;
      const claims = await this.unitOfWork.run((tx) => this.deliveries.claim(tx, webhookId, { now, claimedUntil: now + CLAIM, limit }));
      this.count(webhookId, claims.length);
      yield* claims;
    }
  }

  async carryOut(claim: ClaimedDelivery): Promise<void> {
    try {
      await this.deliverOne.deliver(claim);
    } finally {
      this.count(claim.webhookId, -1);
    }
  }

  private count(webhookId: string, change: number): void {
    const busy = (this.busy.get(webhookId) ?? 0) + change;
    if (busy === 0) this.busy.delete(webhookId);
    else this.busy.set(webhookId, busy);
  }

  private roomFor(webhookId: string): number {
    const own = this.busy.get(webhookId) ?? 0;
    const all = [...this.busy.values()].reduce((sum, busy) => sum + busy, 0);
    if (own === 0 && all < AT_THE_MOST) return Math.max(1, Math.min(PER_WEBHOOK, IN_ALL - all));
    return Math.min(PER_WEBHOOK - own, IN_ALL - all);
  }
}
