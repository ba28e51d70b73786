import { Injectable } from '@nestjs/common';
import { RateWindowEntity } from '../entities/index.js';
import { findRow, write, writeReturning } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class RateWindowRepository {
  /** Takes `cost` out of the window of the key, in one statement. @returns false where less than that is left: then nothing is taken */
  async take(tx: Tx, key: string, { cost, limit, now, endsAt }: { cost: number; limit: number; now: number; endsAt: number }): Promise<boolean> {
    const taken = await writeReturning(tx, sql`INSERT INTO rate_windows (key, taken, ends_at) VALUES (${key}, ${cost}, ${endsAt})
      ON CONFLICT (key) DO UPDATE SET
        taken = CASE WHEN rate_windows.ends_at <= ${now} THEN ${cost} ELSE rate_windows.taken + ${cost} END,
        ends_at = CASE WHEN rate_windows.ends_at <= ${now} THEN ${endsAt} ELSE rate_windows.ends_at END
      WHERE rate_windows.ends_at <= ${now} OR rate_windows.taken + ${cost} <= ${limit} RETURNING key`);
    return taken.length > 0;
  }

  /** Puts back what was taken and turned out not to count. */
  async giveBack(tx: Tx, key: string, cost: number): Promise<void> {
    await write(tx, sql`UPDATE rate_windows SET taken = CASE WHEN taken > ${cost} THEN taken - ${cost} ELSE 0 END WHERE key = ${key}`);
  }

  async findEnd(scope: ReadScope, key: string): Promise<number | undefined> {
    return (await findRow(scope, RateWindowEntity, { key }))?.endsAt;
  }
}
