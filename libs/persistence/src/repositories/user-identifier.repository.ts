import { Injectable } from '@nestjs/common';
import { UserIdentifierEntity } from '../entities/index.js';
import { findRows, insertRowsIfAbsent, write } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';
import { sql } from '../sql.js';
import { valuesOf } from '../values.js';

@Injectable()
export class UserIdentifierRepository {
  /**
   * Takes the identifiers (folded) for a user; the key decides, whoever else asks at the same time.
   * @returns false where somebody else has one of them: then those that were free are taken nevertheless
   */
  async insert(tx: Tx, accountId: string, userId: string, values: readonly string[]): Promise<boolean> {
    // In one order everywhere, so that two who want the same two wait for each other instead of blocking each other.
    const rows = [...values].sort().map((value) => ({ accountId, value, userId }));
    return (await insertRowsIfAbsent(tx, UserIdentifierEntity, rows)) === rows.length;
  }

  async delete(tx: Tx, accountId: string, userId: string, values: readonly string[]): Promise<void> {
    if (values.length > 0) await write(tx, sql`DELETE FROM user_identifiers WHERE account_id = ${accountId} AND user_id = ${userId} AND value IN ${valuesOf(tx, values)}`);
  }

  /** Who has which of these. */
  findHolders(scope: ReadScope, accountId: string, values: readonly string[]): Promise<UserIdentifierEntity[]> {
    return findRows(scope, UserIdentifierEntity, { accountId, value: values });
  }
}
