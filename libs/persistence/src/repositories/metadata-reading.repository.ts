import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { MetadataReadingEntity } from '../entities/index.js';
import { insertRowsIfAbsent, updateRows } from '../rows.js';
import { managerOf, query, type ReadScope, type Tx } from '../scope.js';
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
    const before = await managerOf(tx).findOneBy(MetadataReadingEntity, { integrationId });
    await updateRows(tx, MetadataReadingEntity, { integrationId }, { problem });
    return before?.problem !== problem;
  }

  list(scope: ReadScope, integrationIds: readonly string[]): Promise<MetadataReadingEntity[]> {
    return managerOf(scope).findBy(MetadataReadingEntity, { integrationId: In([...integrationIds]) });
  }

  /** Integrations with a metadata URL that nobody has tried to read since `since`, those waiting for longest first. */
  async listDue(scope: ReadScope, since: number, limit: number): Promise<string[]> {
    const rows = await query<{ id: string }>(
      scope,
      sql`SELECT i.id FROM integrations i LEFT JOIN metadata_readings r ON r.integration_id = i.id
        WHERE i.metadata_url IS NOT NULL AND COALESCE(r.attempted_at, i.metadata_read_at, 0) <= ${since}
        ORDER BY COALESCE(r.attempted_at, i.metadata_read_at, 0), i.id LIMIT ${limit}`,
    );
    return rows.map(({ id }) => id);
  }
}
