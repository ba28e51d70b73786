import { Injectable } from '@nestjs/common';
import { AccountEntity } from '../entities/index.js';
import { foldedSql, holdsSql, limitSql } from '../portable-sql.js';
import { findRow, findRowHeld, findRows, insertRow, insertRowsIfAbsent, updateRows } from '../rows.js';
import { managerOf, query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class AccountRepository {
  find(scope: ReadScope, id: string): Promise<AccountEntity | null> {
    return findRow(scope, AccountEntity, { id });
  }

  /** The row as it is now, held against every other change until the unit of work ends; rows that refer to it may still come. */
  findForChange(tx: Tx, id: string): Promise<AccountEntity | null> {
    return findRowHeld(tx, AccountEntity, { id }, 'change');
  }

  /** Names need not be unique. */
  findByName(scope: ReadScope, name: string): Promise<AccountEntity[]> {
    return managerOf(scope).find(AccountEntity, { where: { name }, order: { id: 'ASC' }, take: 10 });
  }

  findMany(scope: ReadScope, ids: readonly string[]): Promise<AccountEntity[]> {
    return findRows(scope, AccountEntity, { id: ids });
  }

  async insert(tx: Tx, account: AccountEntity): Promise<void> {
    await insertRow(tx, AccountEntity, account);
  }

  /** @returns false where there is one with the id */
  async insertIfAbsent(tx: Tx, account: AccountEntity): Promise<boolean> {
    return (await insertRowsIfAbsent(tx, AccountEntity, [account])) === 1;
  }

  update(tx: Tx, id: string, changes: Partial<AccountEntity>): Promise<number> {
    return updateRows(tx, AccountEntity, { id }, changes);
  }

  /** A page in the order of creation: the rows after `after` (an id) whose names hold the text (folded), where there is one. */
  async list(scope: ReadScope, { after = '', holds, limit }: { after?: string | undefined; holds?: string | undefined; limit: number }): Promise<AccountEntity[]> {
    const found = holds === undefined ? sql`TRUE` : holdsSql(foldedSql(sql`name`), holds);
    const rows = await query<{ id: string }>(scope, sql`SELECT id FROM accounts WHERE id > ${after} AND ${found} ORDER BY id ${limitSql(limit)}`);
    return rows.length === 0 ? [] : findRows(scope, AccountEntity, { id: rows.map(({ id }) => id) }, ['id']);
  }
}
