import { Injectable } from '@nestjs/common';
import { hydrate, selectionOf } from '../bound-rows.js';
import { type AccountEntity, ProvisioningBrakeEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { findRowHeld, findRows, insertRowsIfAbsent, updateRows, write } from '../rows.js';
import { ForesightFailed, query, queryLists, type ReadScope, type Tx } from '../scope.js';
import { listSql, sql, type Sql } from '../sql.js';

/** A person whose deactivation waits, as far as a list of them shows him. */
export interface WaitingPerson {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
}

export interface ForeseenBrake {
  readonly brake: ProvisioningBrakeEntity;
  readonly activePeople: number;
  /** What the account has set. */
  readonly preferences: AccountEntity['preferences'];
}

// PostgreSQL appendix A.
const DIVISION_BY_ZERO = '22012';
const codeOf = (error: unknown) => (error as { code?: string }).code;

/** Every decision changes one of them. */
const asForeseen = ({ integrationId, state, since, endsAt }: ProvisioningBrakeEntity): Sql =>
  sql`b.integration_id = ${integrationId} AND b.state = ${state} AND b.since = ${since} AND b.ends_at IS NOT DISTINCT FROM CAST(${endsAt} AS bigint)`;

@Injectable()
export class ProvisioningBrakeRepository {
  /** The row as it is now, made where there was none, held against everybody else until the unit of work ends. */
  async hold(tx: Tx, integrationId: string, now: number): Promise<ProvisioningBrakeEntity> {
    const found = await this.find(tx, integrationId);
    if (found) return found;
    await insertRowsIfAbsent(tx, ProvisioningBrakeEntity, [this.first(integrationId, now)]);
    return (await this.find(tx, integrationId)) as ProvisioningBrakeEntity;
  }

  protected first(integrationId: string, now: number): ProvisioningBrakeEntity {
    return { integrationId, state: 'watching', since: now, recent: {}, deactivations: null, mostDeactivations: null, decidedBy: null, reason: null, endsAt: null, renamed: null, renamesToldAt: null };
  }

  /** The row as it is now, held likewise; null where the integration has none. */
  find(tx: Tx, integrationId: string): Promise<ProvisioningBrakeEntity | null> {
    return findRowHeld(tx, ProvisioningBrakeEntity, { integrationId }, 'change');
  }

  async update(tx: Tx, integrationId: string, changes: Partial<ProvisioningBrakeEntity>): Promise<void> {
    tx.leaveToCommit(updateRows(tx, ProvisioningBrakeEntity, { integrationId }, changes));
  }

  /** The row as it is committed, how many active people there are and what the account has set: of one moment, so that people who lose access are in either of both. Null where there is no row. */
  async foresee(tx: Tx, { integrationId, accountId }: { integrationId: string; accountId: string }): Promise<ForeseenBrake | null> {
    const activePeople = sql`(SELECT COALESCE(SUM(c.total), 0) FROM resource_counts c WHERE c.account_id = ${accountId} AND c.kind = 'active-user')`;
    const preferences = sql`(SELECT a.preferences FROM accounts a WHERE a.id = ${accountId})`;
    const [row] = await queryLists(tx, sql`SELECT ${selectionOf(tx, ProvisioningBrakeEntity)}, ${preferences}, ${activePeople} FROM provisioning_brakes WHERE integration_id = ${integrationId}`);
    if (!row) return null;
    const [brake] = hydrate(tx, ProvisioningBrakeEntity, [row]) as [ProvisioningBrakeEntity];
    return { brake, activePeople: Number(row.at(-1)), preferences: JSON.parse((row.at(-2) ?? '{}') as string) as AccountEntity['preferences'] };
  }

  /**
   * Counts one more, at the end of the unit of work and under a lock of the row (PostgreSQL).
   * @param counting up to which number before; minutes before `oldest` are dropped
   * @throws ForesightFailed with the commit, where the brake is no more what was foreseen, or as many are counted already
   */
  countForeseen(tx: Tx, brake: ProvisioningBrakeEntity, { minute, oldest, limit }: { minute: number; oldest: number; limit: number }): void {
    const recent = sql`json_each_text(CAST(b.recent AS json)) m WHERE CAST(m.key AS bigint) >= ${oldest}`;
    const counted = sql`(SELECT COALESCE(SUM(CAST(m.value AS bigint)), 0) FROM ${recent})`;
    const next = sql`(SELECT CAST(json_object_agg(n.minute, n.total) AS text) FROM
      (SELECT o.minute, SUM(o.total) AS total FROM (SELECT m.key AS minute, CAST(m.value AS bigint) AS total FROM ${recent} UNION ALL SELECT CAST(${String(minute)} AS text), 1) o GROUP BY o.minute) n)`;
    this.confirm(tx, sql`UPDATE provisioning_brakes b SET recent = ${next} WHERE ${asForeseen(brake)} AND ${counted} < CAST(${limit} AS bigint) RETURNING 1`);
  }

  /** Goes by a brake that lets everybody go (PostgreSQL). @throws ForesightFailed with the commit, where it is no more what was foreseen */
  passForeseen(tx: Tx, brake: ProvisioningBrakeEntity): void {
    this.confirm(tx, sql`SELECT 1 FROM provisioning_brakes b WHERE ${asForeseen(brake)} FOR SHARE`);
  }

  /** One of those counted in that minute is counted no more, unless counting began anew after `at` (PostgreSQL). */
  takeCounted(tx: Tx, integrationId: string, { minute, at }: { minute: number; at: number }): void {
    const less = sql`CAST(m.value AS bigint) - CASE WHEN m.key = ${String(minute)} THEN 1 ELSE 0 END`;
    const next = sql`COALESCE((SELECT CAST(json_object_agg(m.key, ${less}) AS text) FROM json_each_text(CAST(b.recent AS json)) m WHERE ${less} > 0), '{}')`;
    tx.leaveToEnd(() => write(tx, sql`UPDATE provisioning_brakes b SET recent = ${next} WHERE b.integration_id = ${integrationId} AND b.since <= ${at}`));
  }

  /** The commit goes along with the statement, so it has to fail by itself where it finds no row: by a division by zero. */
  private confirm(tx: Tx, statement: Sql): void {
    const assertion = sql`WITH found AS (${statement}) SELECT 1 / COUNT(*) AS found FROM found`;
    tx.leaveToEnd(() => query(tx, assertion).catch((error: unknown) => Promise.reject(codeOf(error) === DIVISION_BY_ZERO ? new ForesightFailed() : error)));
  }

  list(scope: ReadScope, integrationIds: readonly string[]): Promise<ProvisioningBrakeEntity[]> {
    return findRows(scope, ProvisioningBrakeEntity, { integrationId: integrationIds });
  }

  /** Notes that a brake holds a person's deactivation back; not of one who is inactive meanwhile. */
  async markWaiting(tx: Tx, userId: string, integrationId: string): Promise<void> {
    await write(tx, sql`UPDATE users SET deactivation_held_by = ${integrationId} WHERE id = ${userId} AND active`);
  }

  /** Nobody waits any more. Before the brake's row is held, as a deactivation holds its person's row first. */
  async clearWaiting(tx: Tx, integrationId: string): Promise<void> {
    await write(tx, sql`UPDATE users SET deactivation_held_by = NULL WHERE deactivation_held_by = ${integrationId}`);
  }

  /** How many wait, by integration; one for whom nobody waits is not in it. */
  async countWaiting(scope: ReadScope, integrationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (integrationIds.length === 0) return new Map();
    const rows = await query<{ id: string; total: number | string }>(
      scope,
      sql`SELECT deactivation_held_by AS id, COUNT(*) AS total FROM users WHERE deactivation_held_by IN (${listSql(integrationIds)}) AND deactivation_held_by IS NOT NULL GROUP BY deactivation_held_by`,
    );
    return new Map(rows.map(({ id, total }) => [id, Number(total)]));
  }

  /** The first of those who wait, in the order of creation. */
  async listWaiting(scope: ReadScope, integrationId: string, limit: number): Promise<WaitingPerson[]> {
    const rows = await query<{ id: string; user_name: string; display_name: string | null }>(
      scope,
      sql`SELECT id, user_name, display_name FROM users WHERE deactivation_held_by = ${integrationId} AND deactivation_held_by IS NOT NULL ORDER BY sequence ${limitSql(limit)}`,
    );
    return rows.map(({ id, user_name, display_name }) => ({ id, userName: user_name, displayName: display_name }));
  }
}
