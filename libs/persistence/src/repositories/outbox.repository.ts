import { Injectable } from '@nestjs/common';
import { WebhookDeliveryEntity, WebhookEventEntity } from '../entities/index.js';
import { holdsSql } from '../portable-sql.js';
import { insertRow, write } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { type Sql, sql } from '../sql.js';

/** The webhooks that hear of an event. The types are names of our own, so that one in quotation marks is found in the list's text. */
const listeners = ({ accountId, type }: Pick<WebhookEventEntity, 'accountId' | 'type'>): Sql =>
  sql`webhooks.account_id = ${accountId} AND webhooks.enabled = ${true} AND (webhooks.event_types LIKE '%"*"%' OR ${holdsSql(sql`webhooks.event_types`, `"${type}"`)})`;

/** Events and whom they are for, written where they happen. */
@Injectable()
export class OutboxRepository {
  /** Whether the account has a webhook at all. */
  async hasListeners(scope: ReadScope, accountId: string): Promise<boolean> {
    const rows = await query(scope, sql`SELECT 1 FROM webhooks WHERE account_id = ${accountId} AND enabled = ${true} LIMIT 1`);
    return rows.length > 0;
  }

  /** @returns whether anybody hears of it; otherwise nothing was written */
  async enqueue(tx: Tx, event: WebhookEventEntity): Promise<boolean> {
    const { id, accountId, type, occurredAt, body } = event;
    const written = await write(
      tx,
      sql`INSERT INTO webhook_events (id, account_id, type, occurred_at, body)
          SELECT ${id}, ${accountId}, ${type}, CAST(${occurredAt} AS bigint), ${body} WHERE EXISTS (SELECT 1 FROM webhooks WHERE ${listeners(event)})`,
    );
    if (written === 0) return false;
    await write(
      tx,
      sql`INSERT INTO webhook_deliveries (event_id, webhook_id, state, attempts, due_at, created_at)
          SELECT ${id}, webhooks.id, 'pending', 0, CAST(${occurredAt} AS bigint), CAST(${occurredAt} AS bigint) FROM webhooks WHERE ${listeners(event)}`,
    );
    return true;
  }

  /** For one webhook, whatever it listens to. */
  async enqueueFor(tx: Tx, webhookId: string, event: WebhookEventEntity): Promise<void> {
    await insertRow(tx, WebhookEventEntity, event);
    const { id: eventId, occurredAt: createdAt } = event;
    await insertRow(tx, WebhookDeliveryEntity, { eventId, webhookId, state: 'pending', attempts: 0, dueAt: createdAt, createdAt, settledAt: null });
  }
}
