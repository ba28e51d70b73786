import { Injectable } from '@nestjs/common';
import { AccountEntity } from '../entities/index.js';
import { insertRow } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

@Injectable()
export class AccountRepository {
  find(scope: ReadScope, id: string): Promise<AccountEntity | null> {
    return managerOf(scope).findOneBy(AccountEntity, { id });
  }

  async insert(tx: Tx, account: AccountEntity): Promise<void> {
    await insertRow(tx, AccountEntity, account);
  }
}
