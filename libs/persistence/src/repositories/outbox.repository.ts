import { Injectable } from '@nestjs/common';
import { WebhookDeliveryEntity, WebhookEventEntity } from '../entities/index.js';
import { holdsSql } from '../portable-sql.js';
import { insertRow, write } from '../rows.js';
import { dialectOfScope, query, type Tx } from '../scope.js';
import { joinSql, type Sql, sql } from '../sql.js';

/** The webhooks that hear of an event. The types are names of our own, so that one in quotation marks is found in the list's text. */
const listenersTo = (accountId: string, heard: Sql): Sql => sql`webhooks.account_id = ${accountId} AND webhooks.enabled = ${true} AND (webhooks.event_types LIKE '%"*"%' OR ${heard})`;

const listeners = ({ accountId, type }: Pick<WebhookEventEntity, 'accountId' | 'type'>): Sql => listenersTo(accountId, holdsSql(sql`webhooks.event_types`, `"${type}"`));

const eventSql = (event: WebhookEventEntity): Sql =>
  sql`INSERT INTO webhook_events (id, account_id, type, occurred_at, body)
      SELECT ${event.id}, ${event.accountId}, ${event.type}, CAST(${event.occurredAt} AS bigint), ${event.body} WHERE EXISTS (SELECT 1 FROM webhooks WHERE ${listeners(event)})`;

const deliveriesSql = (event: WebhookEventEntity): Sql =>
  sql`INSERT INTO webhook_deliveries (event_id, webhook_id, state, attempts, due_at, created_at)
      SELECT ${event.id}, webhooks.id, 'pending', 0, CAST(${event.occurredAt} AS bigint), CAST(${event.occurredAt} AS bigint) FROM webhooks WHERE ${listeners(event)}`;

/** Both, of all events of an account, in one statement, which SQLite does not have: nothing has to come back in between. It counts the deliveries. */
function enqueueSql(accountId: string, events: readonly WebhookEventEntity[]): Sql {
  const rows = events.map(({ id, type, occurredAt, body }) => sql`(${id}, ${type}, CAST(${occurredAt} AS bigint), ${body})`);
  const heard = listenersTo(accountId, sql`strpos(webhooks.event_types, '"' || happened.type || '"') > 0`);
  return sql`WITH happened(id, type, at, body) AS (VALUES ${joinSql(rows, ', ')}),
    event AS (INSERT INTO webhook_events (id, account_id, type, occurred_at, body)
      SELECT happened.id, ${accountId}, happened.type, happened.at, happened.body FROM happened WHERE EXISTS (SELECT 1 FROM webhooks WHERE ${heard}))
    INSERT INTO webhook_deliveries (event_id, webhook_id, state, attempts, due_at, created_at)
      SELECT happened.id, webhooks.id, 'pending', 0, happened.at, happened.at FROM happened JOIN webhooks ON ${heard}`;
}

/** Events and whom they are for, written where they happen. */
@Injectable()
export class OutboxRepository {
  /**
   * Writes what an account's webhooks hear of, where there are any.
   * @param make only asked for where somebody may hear of it
   * @param heard called where any was written, at the latest with the commit
   */
  async enqueue(tx: Tx, accountId: string, make: () => readonly WebhookEventEntity[], heard: () => void): Promise<void> {
    if (dialectOfScope(tx) === 'postgres') {
      const events = make();
      if (events.length > 0) tx.leaveToCommit(write(tx, enqueueSql(accountId, events)).then((deliveries) => void (deliveries > 0 && heard())));
    } else if ((await query(tx, sql`SELECT 1 FROM webhooks WHERE account_id = ${accountId} AND enabled = ${true} LIMIT 1`)).length > 0) {
      for (const event of make()) if ((await write(tx, eventSql(event))) > 0 && (await write(tx, deliveriesSql(event))) > 0) heard();
    }
  }

  /** For one webhook, whatever it listens to. */
  async enqueueFor(tx: Tx, webhookId: string, event: WebhookEventEntity): Promise<void> {
    await insertRow(tx, WebhookEventEntity, event);
    const { id: eventId, occurredAt: createdAt } = event;
    await insertRow(tx, WebhookDeliveryEntity, { eventId, webhookId, state: 'pending', attempts: 0, dueAt: createdAt, createdAt, settledAt: null });
  }
}
