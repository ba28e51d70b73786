import { Injectable } from '@nestjs/common';
import { LastNameIdEntity } from '../entities/index.js';
import { findRows, write } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class LastNameIdRepository {
  /** In the place of the one before. */
  async set(tx: Tx, { integrationId, userId, nameId, nameIdFormat, lookedUp, lookedUpFolded, lastUsedAt }: LastNameIdEntity): Promise<void> {
    await write(tx, sql`INSERT INTO last_name_ids (integration_id, user_id, name_id, name_id_format, looked_up, looked_up_folded, last_used_at)
      VALUES (${integrationId}, ${userId}, ${nameId}, ${nameIdFormat}, ${lookedUp}, ${lookedUpFolded}, ${lastUsedAt})
      ON CONFLICT (integration_id, user_id) DO UPDATE SET name_id = excluded.name_id, name_id_format = excluded.name_id_format,
        looked_up = excluded.looked_up, looked_up_folded = excluded.looked_up_folded, last_used_at = excluded.last_used_at`);
  }

  /** Those of these people who have signed in through the integration, by user id. */
  async findMany(scope: ReadScope, integrationId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, LastNameIdEntity>> {
    const rows = userIds.length === 0 ? [] : await findRows(scope, LastNameIdEntity, { integrationId, userId: userIds });
    return new Map(rows.map((row) => [row.userId, row]));
  }
}
