import { Injectable } from '@nestjs/common';
import type { CountedKind } from '../entities/index.js';
import { write } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

const BLOCK_BITS = 12; // 4,096 sequence numbers a block

/** How many resources SCIM shows, by blocks of sequence numbers; kept in step by whoever adds or takes one away. */
@Injectable()
export class ResourceCountRepository {
  /** Last in its unit of work: the block's row is then held for the shortest time. */
  async add(tx: Tx, accountId: string, kind: CountedKind, sequence: number, change: 1 | -1): Promise<void> {
    const block = Math.floor(sequence / 2 ** BLOCK_BITS);
    await write(tx, sql`INSERT INTO resource_counts (account_id, kind, block, total) VALUES (${accountId}, ${kind}, ${block}, ${change})
      ON CONFLICT (account_id, kind, block) DO UPDATE SET total = resource_counts.total + ${change}`);
  }

  async total(scope: ReadScope, accountId: string, kind: CountedKind): Promise<number> {
    const [row] = await query<{ total: number | string | null }>(scope, sql`SELECT SUM(total) AS total FROM resource_counts WHERE account_id = ${accountId} AND kind = ${kind}`);
    return Number(row?.total ?? 0);
  }
}
