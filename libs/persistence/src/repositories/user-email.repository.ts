import { Injectable } from '@nestjs/common';
import { UserEmailEntity } from '../entities/index.js';
import { deleteRows, insertRowsIfAbsent } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

@Injectable()
export class UserEmailRepository {
  list(scope: ReadScope, userId: string): Promise<UserEmailEntity[]> {
    return managerOf(scope).find(UserEmailEntity, { where: { userId }, order: { position: 'ASC' } });
  }

  async insert(tx: Tx, emails: readonly UserEmailEntity[]): Promise<void> {
    await insertRowsIfAbsent(tx, UserEmailEntity, emails);
  }

  /** Puts these in the place of all that the user has. */
  async replace(tx: Tx, userId: string, emails: readonly UserEmailEntity[]): Promise<void> {
    await deleteRows(tx, UserEmailEntity, { userId });
    await this.insert(tx, emails);
  }
}
