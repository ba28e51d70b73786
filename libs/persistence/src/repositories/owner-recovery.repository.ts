import { Injectable } from '@nestjs/common';
import { OwnerRecoveryEntity } from '../entities/index.js';
import { deleteRows, findRow, insertRow } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';

@Injectable()
export class OwnerRecoveryRepository {
  async insert(tx: Tx, recovery: OwnerRecoveryEntity): Promise<void> {
    await insertRow(tx, OwnerRecoveryEntity, recovery);
  }

  find(scope: ReadScope, tokenDigest: string): Promise<OwnerRecoveryEntity | null> {
    return findRow(scope, OwnerRecoveryEntity, { tokenDigest });
  }

  /** @returns false for one that is spent: of several at once, one hears true */
  async spend(tx: Tx, tokenDigest: string): Promise<boolean> {
    return (await deleteRows(tx, OwnerRecoveryEntity, { tokenDigest })) === 1;
  }

  deleteByUser(tx: Tx, userId: string): Promise<number> {
    return deleteRows(tx, OwnerRecoveryEntity, { userId });
  }
}
