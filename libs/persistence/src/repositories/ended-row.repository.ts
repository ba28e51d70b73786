import { Injectable } from '@nestjs/common';
import { limitSql } from '../portable-sql.js';
import { write } from '../rows.js';
import { dialectOfScope, type Tx } from '../scope.js';
import { sql, trustedSql } from '../sql.js';

/** Tables whose rows end by themselves, and the column that says when (milliseconds). */
const ending = {
  sessions: ['sessions', 'expires_at'],
  idleSessions: ['sessions', 'last_seen_at'],
  signInRequests: ['sign_in_requests', 'expires_at'],
  signInCodes: ['sign_in_codes', 'expires_at'],
  spentAssertions: ['spent_assertions', 'expires_at'],
  passwordResets: ['password_resets', 'expires_at'],
  ownerRecoveries: ['owner_recoveries', 'expires_at'],
  secondFactorChallenges: ['second_factor_challenges', 'expires_at'],
  setupLinks: ['setup_links', 'expires_at'],
  rateWindows: ['rate_windows', 'ends_at'],
  apiKeys: ['api_keys', 'expires_at'],
  scimCredentials: ['scim_credentials', 'expires_at'],
} as const;

/** Logs whose ids grow with time, so that the primary key finds what is old. */
const logs = { signInAttempts: 'sign_in_attempts', provisioningRecords: 'provisioning_records', webhookEvents: 'webhook_events', webhookAttempts: 'webhook_attempts' } as const;

export type EndingRows = keyof typeof ending;
export type AgingLog = keyof typeof logs;

/** Takes away what has come to its end, a few rows at a time: on SQLite everybody else waits meanwhile. */
@Injectable()
export class EndedRowRepository {
  /** @returns how many went: fewer than `limit` when no more are there */
  deleteEnded(tx: Tx, kind: EndingRows, endedBefore: number, limit: number): Promise<number> {
    const [table, column] = ending[kind];
    return deleteSome(tx, table, sql`${trustedSql(column)} <= ${endedBefore}`, limit);
  }

  /** @param firstId the smallest id that stays: {@link earliestIdAt} */
  deleteOlder(tx: Tx, log: AgingLog, firstId: string, limit: number): Promise<number> {
    return deleteSome(tx, logs[log], sql`id < ${firstId}`, limit);
  }
}

/** By the engine's own name of a row, which every table has whatever its key is. */
function deleteSome(tx: Tx, table: string, condition: ReturnType<typeof sql>, limit: number): Promise<number> {
  const from = trustedSql(table);
  return dialectOfScope(tx) === 'postgres'
    ? write(tx, sql`DELETE FROM ${from} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${from} WHERE ${condition} ${limitSql(limit)}))`)
    : write(tx, sql`DELETE FROM ${from} WHERE rowid IN (SELECT rowid FROM ${from} WHERE ${condition} ${limitSql(limit)})`);
}
