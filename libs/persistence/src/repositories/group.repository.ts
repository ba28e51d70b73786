import { Injectable } from '@nestjs/common';
import { GroupEntity } from '../entities/index.js';
import { deleteRows, findRow, findRowHeld, insertInSequence, updateRows } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';
import { isUniqueViolation } from '../unique-violation.js';

@Injectable()
export class GroupRepository {
  /** @returns the row as it is stored; null where another group of the account has the name */
  async insert(tx: Tx, group: Omit<GroupEntity, 'sequence'>): Promise<GroupEntity | null> {
    const sequence = await insertInSequence(tx, GroupEntity, group);
    return sequence === undefined ? null : { ...group, sequence };
  }

  /** @returns false where another group of the account has the name: the unit of work cannot go on then, so throw */
  async update(tx: Tx, id: string, changes: Partial<GroupEntity>): Promise<boolean> {
    try {
      await updateRows(tx, GroupEntity, { id }, changes);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  delete(tx: Tx, id: string): Promise<number> {
    return deleteRows(tx, GroupEntity, { id });
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<GroupEntity | null> {
    return findRow(scope, GroupEntity, { accountId, id });
  }

  /** The row as it is now, held against everybody else until the unit of work ends; null when it is gone. */
  findForChange(tx: Tx, accountId: string, id: string): Promise<GroupEntity | null> {
    return findRowHeld(tx, GroupEntity, { accountId, id }, 'change');
  }

  /** The same, and nothing that refers to the row may come either; for what will be deleted. */
  findForRemoval(tx: Tx, accountId: string, id: string): Promise<GroupEntity | null> {
    return findRowHeld(tx, GroupEntity, { accountId, id }, 'removal');
  }
}
