import { Injectable } from '@nestjs/common';
import { MoreThan, Not } from 'typeorm';
import { SessionEntity, type SessionOrigin } from '../entities/index.js';
import { deleteRows, findRow, insertRow, write } from '../rows.js';
import { managerOf, queryByKey, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';
import { type CallerRow, callerColumns, readCallerRow, type RawCallerRow } from './caller-row.js';

/** A session with the person's rights as they are now. */
export interface SessionWithUser extends CallerRow {
  readonly id: string;
  readonly origin: SessionOrigin;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

@Injectable()
export class SessionRepository {
  async insert(tx: Tx, session: SessionEntity): Promise<void> {
    await insertRow(tx, SessionEntity, session);
  }

  /** The living session of a token and whose it is, in one indexed query. */
  async findByToken(scope: ReadScope, tokenDigest: string): Promise<SessionWithUser | null> {
    type Raw = RawCallerRow & { id: string; origin: SessionOrigin; last_seen_at: number; expires_at: number };
    const [row] = await queryByKey<Raw>(scope, sql`SELECT held.id, held.origin, held.last_seen_at, held.expires_at, ${callerColumns}
      FROM sessions held JOIN users person ON person.id = held.user_id JOIN accounts account ON account.id = person.account_id
      WHERE held.token_digest = ${tokenDigest}`);
    if (!row) return null;
    return { ...readCallerRow(row), id: row.id, origin: row.origin, lastSeenAt: Number(row.last_seen_at), expiresAt: Number(row.expires_at) };
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<SessionEntity | null> {
    return findRow(scope, SessionEntity, { accountId, id });
  }

  /** A user's sessions that have come to no end, in the order in which they were opened. */
  listByUser(scope: ReadScope, userId: string, { now, seenAfter, after, limit }: { now: number; seenAfter: number; after?: string | undefined; limit: number }): Promise<SessionEntity[]> {
    const where = { userId, expiresAt: MoreThan(now), lastSeenAt: MoreThan(seenAfter), ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return managerOf(scope).find(SessionEntity, { where, order: { id: 'ASC' }, take: limit });
  }

  /** Moves `lastSeenAt` forward, never back. */
  async touch(tx: Tx, id: string, at: number): Promise<void> {
    await write(tx, sql`UPDATE sessions SET last_seen_at = ${at} WHERE id = ${id} AND last_seen_at < ${at}`);
  }

  /** @returns whether the session is there still */
  async prove(tx: Tx, id: string, at: number): Promise<boolean> {
    return (await write(tx, sql`UPDATE sessions SET proven_at = ${at} WHERE id = ${id}`)) === 1;
  }

  delete(tx: Tx, id: string): Promise<number> {
    return deleteRows(tx, SessionEntity, { id });
  }

  deleteByToken(tx: Tx, tokenDigest: string): Promise<number> {
    return deleteRows(tx, SessionEntity, { tokenDigest });
  }

  deleteByUser(tx: Tx, userId: string, { origin, exceptId }: { origin?: SessionOrigin | undefined; exceptId?: string | undefined } = {}): Promise<number> {
    return deleteRows(tx, SessionEntity, { userId, ...(origin && { origin }), ...(exceptId !== undefined && { id: Not(exceptId) }) });
  }

  deleteByNameId(tx: Tx, integrationId: string, nameId: string, sessionIndex: string | null): Promise<number> {
    return deleteRows(tx, SessionEntity, { integrationId, nameId, ...(sessionIndex !== null && { sessionIndex }) });
  }

  deleteByIntegration(tx: Tx, integrationId: string): Promise<number> {
    return deleteRows(tx, SessionEntity, { integrationId });
  }
}
