import { Injectable } from '@nestjs/common';
import { ProvisioningBrakeEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { findRowHeld, findRows, insertRowsIfAbsent, updateRows, write } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { listSql, sql } from '../sql.js';

/** A person whose deactivation waits, as far as a list of them shows him. */
export interface WaitingPerson {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
}

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
