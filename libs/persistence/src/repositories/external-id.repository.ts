import { Injectable } from '@nestjs/common';
import { ExternalIdEntity } from '../entities/index.js';
import { deleteRows, findRow, findRows, write } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class ExternalIdRepository {
  async find(scope: ReadScope, integrationId: string, resourceId: string): Promise<string | null> {
    return (await findRow(scope, ExternalIdEntity, { integrationId, resourceId }))?.value ?? null;
  }

  /** What the integration calls these, by resource id. */
  async findMany(scope: ReadScope, integrationId: string, resourceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = resourceIds.length === 0 ? [] : await findRows(scope, ExternalIdEntity, { integrationId, resourceId: resourceIds });
    return new Map(rows.map(({ resourceId, value }) => [resourceId, value]));
  }

  /** The user whom the integration calls so; null where there is none, or several. */
  async findUser(scope: ReadScope, integrationId: string, value: string): Promise<string | null> {
    const rows = await query<{ id: string }>(scope, sql`SELECT person.id AS id FROM external_ids named JOIN users person ON person.id = named.resource_id
      WHERE named.integration_id = ${integrationId} AND named.value = ${value} LIMIT 2`);
    return rows.length === 1 ? (rows[0]?.id ?? null) : null;
  }

  /** Null takes the name away. */
  async set(tx: Tx, integrationId: string, resourceId: string, value: string | null): Promise<void> {
    tx.leaveToCommit(
      value === null
        ? deleteRows(tx, ExternalIdEntity, { integrationId, resourceId })
        : write(tx, sql`INSERT INTO external_ids (integration_id, resource_id, value) VALUES (${integrationId}, ${resourceId}, ${value})
            ON CONFLICT (integration_id, resource_id) DO UPDATE SET value = excluded.value`),
    );
  }

  /** With a resource go the names that every integration has for it. */
  async deleteOfResource(tx: Tx, resourceId: string): Promise<void> {
    await deleteRows(tx, ExternalIdEntity, { resourceId });
  }
}
