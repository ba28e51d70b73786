import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { MetadataReadingEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { findRow, findRows, insertRowsIfAbsent, updateRows } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class MetadataReadingRepository {
  /** Takes the right to read the integration's metadata now. @returns false where some instance did so after `since` */
  async claim(tx: Tx, integrationId: string, now: number, since: number): Promise<boolean> {
    const first = await insertRowsIfAbsent(tx, MetadataReadingEntity, [{ integrationId, attemptedAt: now, problem: null }]);
    if (first === 1) return true;
    return (await updateRows(tx, MetadataReadingEntity, { integrationId, attemptedAt: LessThanOrEqual(since) }, { attemptedAt: now })) === 1;
  }

  /** @returns false where the problem was the same already */
  async note(tx: Tx, integrationId: string, problem: string | null): Promise<boolean> {
    const before = await findRow(tx, MetadataReadingEntity, { integrationId });
    await updateRows(tx, MetadataReadingEntity, { integrationId }, { problem });
    return before?.problem !== problem;
  }

  list(scope: ReadScope, integrationIds: readonly string[]): Promise<MetadataReadingEntity[]> {
    return findRows(scope, MetadataReadingEntity, { integrationId: integrationIds });
  }

  /** Integrations with a metadata URL that nobody has tried to read since `since`, those waiting for longest first. */
  async listDue(scope: ReadScope, since: number, limit: number): Promise<string[]> {
    const rows = await query<{ id: string }>(
      scope,
      sql`SELECT i.id FROM integrations i LEFT JOIN metadata_readings r ON r.integration_id = i.id
        WHERE i.metadata_url IS NOT NULL AND COALESCE(r.attempted_at, i.metadata_read_at, 0) <= ${since}
        ORDER BY COALESCE(r.attempted_at, i.metadata_read_at, 0), i.id ${limitSql(limit)}`,
    );
    return rows.map(({ id }) => id);
  }
}
