import { Injectable } from '@nestjs/common';
import { PasswordResetEntity } from '../entities/index.js';
import { deleteRows, findRow, insertRow, writeReturning } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class PasswordResetRepository {
  async insert(tx: Tx, reset: PasswordResetEntity): Promise<void> {
    await insertRow(tx, PasswordResetEntity, reset);
  }

  find(scope: ReadScope, tokenDigest: string): Promise<PasswordResetEntity | null> {
    return findRow(scope, PasswordResetEntity, { tokenDigest });
  }

  /** @returns whose it was; undefined for one that is spent: of several at once, one gets it */
  async spend(tx: Tx, tokenDigest: string): Promise<{ accountId: string; userId: string; expiresAt: number } | undefined> {
    type Raw = { account_id: string; user_id: string; expires_at: number };
    const [row] = await writeReturning<Raw>(tx, sql`DELETE FROM password_resets WHERE token_digest = ${tokenDigest} RETURNING account_id, user_id, expires_at`);
    return row && { accountId: row.account_id, userId: row.user_id, expiresAt: Number(row.expires_at) };
  }

  deleteByUser(tx: Tx, userId: string): Promise<number> {
    return deleteRows(tx, PasswordResetEntity, { userId });
  }
}
