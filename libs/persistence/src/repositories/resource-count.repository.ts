import { Injectable } from '@nestjs/common';
import type { KeptCount } from '../entities/index.js';
import { write } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { joinSql, sql } from '../sql.js';

const BLOCK_BITS = 12; // 4,096 sequence numbers a block

/** How many resources SCIM shows, by blocks of sequence numbers; kept in step by whoever adds or takes one away. */
@Injectable()
export class ResourceCountRepository {
  /** At the end of its unit of work: everybody else who adds to the block waits for its row. */
  add(tx: Tx, accountId: string, kind: KeptCount, sequence: number, change: 1 | -1): Promise<void> {
    return this.addTogether(tx, accountId, sequence, { [kind]: change });
  }

  /** Several counts of one row at once; nothing is written where all changes are 0. */
  async addTogether(tx: Tx, accountId: string, sequence: number, changes: Partial<Record<KeptCount, number>>): Promise<void> {
    const block = Math.floor(sequence / 2 ** BLOCK_BITS);
    const rows = Object.entries(changes).filter(([, change]) => change !== 0).map(([kind, change]) => sql`(${accountId}, ${kind}, ${block}, ${change})`);
    if (rows.length === 0) return;
    const statement = sql`INSERT INTO resource_counts (account_id, kind, block, total) VALUES ${joinSql(rows, ', ')}
      ON CONFLICT (account_id, kind, block) DO UPDATE SET total = resource_counts.total + excluded.total`;
    tx.leaveToEnd(() => write(tx, statement));
  }

  async total(scope: ReadScope, accountId: string, kind: KeptCount): Promise<number> {
    const [row] = await query<{ total: number | string | null }>(scope, sql`SELECT SUM(total) AS total FROM resource_counts WHERE account_id = ${accountId} AND kind = ${kind}`);
    return Number(row?.total ?? 0);
  }
}
