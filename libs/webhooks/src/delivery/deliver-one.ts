import { Injectable } from '@nestjs/common';
import { type Counter, type Histogram, Metrics, SECONDS } from '@app/metrics';
import { type ClaimedDelivery, ReadScope, UnitOfWork } from '@app/persistence';
import { SendDelivery } from './send-delivery.js';
import { SettleDelivery } from './settle-delivery.js';

/** Sends one delivery that was taken on, outside of any unit of work, and writes down how it went. */
@Injectable()
export class DeliverOne {
  private readonly attempted: Counter<'outcome'>;
  private readonly took: Histogram<never>;

  constructor(
    private readonly sending: SendDelivery,
    private readonly settling: SettleDelivery,
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    metrics: Metrics,
  ) {
    this.attempted = metrics.counter({ name: 'webhook_attempts_total', help: 'Attempts to deliver an event to a webhook.', labels: ['outcome'] });
    this.took = metrics.histogram({ name: 'webhook_attempt_seconds', help: 'How long receivers take to answer.', buckets: SECONDS });
  }

  async deliver(claim: ClaimedDelivery): Promise<void> {
    const began = performance.now();
    const verdict = await this.sending.send(this.reads, claim);
    if (!verdict) return;
    const durationMs = performance.now() - began;
    this.attempted.add({ outcome: verdict.outcome });
    this.took.observe({}, durationMs / 1_000);
    await this.unitOfWork.run((tx) => this.settling.settle(tx, claim, verdict, durationMs));
  }
}
