import { Injectable } from '@nestjs/common';
import { UserEmailEntity } from '../entities/index.js';
import { deleteRows, findRows, insertRowsIfAbsent } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';

@Injectable()
export class UserEmailRepository {
  list(scope: ReadScope, userId: string): Promise<UserEmailEntity[]> {
    return findRows(scope, UserEmailEntity, { userId }, ['position']);
  }

  async insert(tx: Tx, emails: readonly UserEmailEntity[]): Promise<void> {
    tx.leaveToCommit(insertRowsIfAbsent(tx, UserEmailEntity, emails));
  }

  /** Puts these in the place of all that the user has. */
  async replace(tx: Tx, userId: string, emails: readonly UserEmailEntity[]): Promise<void> {
    tx.leaveToCommit(deleteRows(tx, UserEmailEntity, { userId }));
    await this.insert(tx, emails);
  }
}
