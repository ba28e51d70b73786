import { Injectable } from '@nestjs/common';
import { WebhookAttemptEntity, WebhookDeliveryEntity, WebhookEventEntity, type WebhookDeliveryState } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { findRow, insertRow, updateRows, write, writeReturning } from '../rows.js';
import { dialectOfScope, managerOf, query, type ReadScope, type Tx } from '../scope.js';
import { joinSql, sql, trustedSql } from '../sql.js';
import type { LogPage } from './log.repository.js';

/** A delivery that this instance has taken on, until `claimedUntil`. */
export interface ClaimedDelivery {
  readonly eventId: string;
  readonly webhookId: string;
  /** This one included. */
  readonly attempts: number;
  readonly claimedUntil: number;
}

export interface DeliveryRow {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: number;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly dueAt: number | null;
  readonly settledAt: number | null;
}

const COLUMNS = `d.event_id AS "eventId", e.type AS "type", e.occurred_at AS "occurredAt", d.state AS "state", d.attempts AS "attempts", d.due_at AS "dueAt", d.settled_at AS "settledAt"`;

@Injectable()
export class WebhookDeliveryRepository {
  /** The enabled webhooks that something is due for, without those in `except`. */
  async findWebhooksWithDue(scope: ReadScope, now: number, { limit, except }: { limit: number; except: readonly string[] }): Promise<string[]> {
    const others = except.length === 0 ? sql`` : sql`AND w.id NOT IN (${joinSql(except.map((id) => sql`${id}`), ', ')})`;
    const rows = await query<{ id: string }>(
      scope,
      sql`SELECT w.id AS id FROM webhooks w WHERE w.enabled = ${true} ${others}
          AND EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.due_at <= ${now})
          ORDER BY w.id ${limitSql(limit)}`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Takes on what is due for a webhook, the longest due first. Nobody else gets it before `claimedUntil`; what instances
   * take on at the same moment is not the same (SKIP LOCKED), and an instance that dies loses its claim by time.
   */
  async claim(tx: Tx, webhookId: string, { now, claimedUntil, limit }: { now: number; claimedUntil: number; limit: number }): Promise<ClaimedDelivery[]> {
    const lock = trustedSql(dialectOfScope(tx) === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '');
    const rows = await writeReturning<{ eventId: string; attempts: number }>(
      tx,
      sql`UPDATE webhook_deliveries SET due_at = ${claimedUntil}, attempts = attempts + 1
          WHERE webhook_id = ${webhookId} AND event_id IN (
            SELECT event_id FROM webhook_deliveries WHERE webhook_id = ${webhookId} AND due_at <= ${now} ORDER BY due_at, event_id ${limitSql(limit)} ${lock})
          RETURNING event_id AS "eventId", attempts AS "attempts"`,
    );
    return rows.map(({ eventId, attempts }) => ({ eventId, webhookId, attempts: Number(attempts), claimedUntil }));
  }

  /** Says how a claimed delivery went. @returns false when the claim had run out, or the delivery was replayed meanwhile */
  async settle(tx: Tx, claim: ClaimedDelivery, changes: Pick<WebhookDeliveryEntity, 'state' | 'dueAt' | 'settledAt'>): Promise<boolean> {
    const { eventId, webhookId, claimedUntil } = claim;
    return (await updateRows(tx, WebhookDeliveryEntity, { eventId, webhookId, dueAt: claimedUntil }, changes)) === 1;
  }

  async recordAttempt(tx: Tx, attempt: WebhookAttemptEntity): Promise<void> {
    await insertRow(tx, WebhookAttemptEntity, attempt);
  }

  findEvent(scope: ReadScope, id: string): Promise<WebhookEventEntity | null> {
    return findRow(scope, WebhookEventEntity, { id });
  }

  /** A page of what a webhook was to hear of, the newest first. */
  list(scope: ReadScope, webhookId: string, { before, limit }: LogPage, state?: WebhookDeliveryState): Promise<DeliveryRow[]> {
    const older = before === undefined ? sql`` : sql`AND d.event_id < ${before}`;
    const inState = state === undefined ? sql`` : sql`AND d.state = ${state}`;
    return query(
      scope,
      sql`SELECT ${trustedSql(COLUMNS)} FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.event_id
          WHERE d.webhook_id = ${webhookId} ${older} ${inState} ORDER BY d.event_id DESC ${limitSql(limit)}`,
    );
  }

  async find(scope: ReadScope, webhookId: string, eventId: string): Promise<DeliveryRow | null> {
    const rows = await query<DeliveryRow>(
      scope,
      sql`SELECT ${trustedSql(COLUMNS)} FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.event_id WHERE d.webhook_id = ${webhookId} AND d.event_id = ${eventId}`,
    );
    return rows[0] ?? null;
  }

  /** The attempts of one delivery, the newest first; as a delivery gives up after a few, they are few. */
  listAttempts(scope: ReadScope, webhookId: string, eventId: string): Promise<WebhookAttemptEntity[]> {
    return managerOf(scope).find(WebhookAttemptEntity, { where: { webhookId, eventId }, order: { id: 'DESC' }, take: 100 });
  }

  /** Sends again, from the first attempt on. @returns how many there were */
  replay(tx: Tx, webhookId: string, eventId: string, now: number): Promise<number> {
    return updateRows(tx, WebhookDeliveryEntity, { webhookId, eventId }, { state: 'pending', attempts: 0, dueAt: now, settledAt: null });
  }

  /** Sends everything again that had failed for good since `since`. @returns how many that were */
  replayFailed(tx: Tx, webhookId: string, since: number, now: number): Promise<number> {
    return write(
      tx,
      sql`UPDATE webhook_deliveries SET state = 'pending', attempts = 0, due_at = ${now}, settled_at = NULL
          WHERE webhook_id = ${webhookId} AND state = 'failed' AND created_at >= ${since}`,
    );
  }
}
