import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@app/kernel';
import { OutboxRepository, type Tx, type WebhookEventEntity } from '@app/persistence';
import type { Event } from './event.js';
import { Events } from './events.js';
import { OutboxBell } from './outbox-bell.js';

/** Writes events into the outbox, from which the webhooks are sent, and rings once they are committed. */
@Injectable()
export class Outbox extends Events {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
    private readonly bell: OutboxBell,
  ) {
    super();
  }

  async raise(tx: Tx, ...events: readonly Event[]): Promise<void> {
    const [first] = events;
    if (!first) return;
    const ring = () => tx.afterCommit(() => this.bell.ring());
    await this.outbox.enqueue(tx, first.accountId, () => events.map((event) => this.entry(event)), ring);
  }

  private entry(event: Event): WebhookEventEntity {
    const now = this.clock.now();
    return { id: newId(), accountId: event.accountId, type: event.type, occurredAt: now.getTime(), body: renderBody(event, now) };
  }
}

/** The body by the Standard Webhooks specification: `type`, `timestamp`, `data`. */
function renderBody({ type, accountId, actor, data }: Event, now: Date): string {
  return JSON.stringify({ type, timestamp: now.toISOString(), data: { accountId, actor: { kind: actor.kind, id: actor.id }, ...data } });
}
