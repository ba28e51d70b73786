import { Injectable } from '@nestjs/common';
import { Cursors, type Page, type PageQuery } from '@app/http';
import { type DeliveryRow, ReadScope, type WebhookAttemptEntity, type WebhookDeliveryEntity, WebhookDeliveryRepository, WebhookRepository, type WebhookRow } from '@app/persistence';
import { webhookUnknown } from './changes/webhook-unknown.js';
import { refuseWebhook } from './problems.js';

export interface DeliveryDetail {
  readonly delivery: DeliveryRow;
  readonly body: Record<string, unknown>;
  readonly attempts: readonly WebhookAttemptEntity[];
}

/** Webhooks and what was sent to them, as an administrator reads them. */
@Injectable()
export class ReadWebhooks {
  constructor(
    private readonly reads: ReadScope,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly cursors: Cursors,
  ) {}

  async find(accountId: string, id: string): Promise<WebhookRow> {
    const webhook = await this.webhooks.find(this.reads, accountId, id);
    if (!webhook) throw webhookUnknown(id);
    return webhook;
  }

  async list(accountId: string, { limit, cursor }: PageQuery): Promise<Page<WebhookRow>> {
    const list = `accounts/${accountId}/webhooks`;
    const rows = await this.webhooks.listByAccount(this.reads, accountId, { after: this.position(list, cursor), limit: limit + 1 });
    return this.cursors.page(list, rows, limit, ({ id }) => [id]);
  }

  async listDeliveries(accountId: string, id: string, { limit, cursor }: PageQuery, state?: WebhookDeliveryEntity['state']): Promise<Page<DeliveryRow>> {
    await this.find(accountId, id);
    const list = `webhooks/${id}/deliveries?state=${state ?? ''}`;
    const rows = await this.deliveries.list(this.reads, id, { before: this.position(list, cursor), limit: limit + 1 }, state);
    return this.cursors.page(list, rows, limit, ({ eventId }) => [eventId]);
  }

  async findDelivery(accountId: string, id: string, eventId: string): Promise<DeliveryDetail> {
    await this.find(accountId, id);
    const [delivery, event, attempts] = await Promise.all([
      this.deliveries.find(this.reads, id, eventId),
      this.deliveries.findEvent(this.reads, eventId),
      this.deliveries.listAttempts(this.reads, id, eventId),
    ]);
    if (!delivery || !event) throw refuseWebhook('webhook_event_unknown', `This webhook was not to hear of such an event, received ${JSON.stringify(eventId.slice(0, 100))}`, { hint: 'Events are kept for 30 days.' });
    return { delivery, body: JSON.parse(event.body) as Record<string, unknown>, attempts };
  }

  private position(list: string, cursor: string | undefined): string | undefined {
    return cursor === undefined ? undefined : String(this.cursors.decode(list, cursor)[0]);
  }
}
