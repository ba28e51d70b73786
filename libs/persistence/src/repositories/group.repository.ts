import { Injectable } from '@nestjs/common';
import { GroupEntity } from '../entities/index.js';
import { holdsSql, limitSql } from '../portable-sql.js';
import { deleteRows, findRow, findRowHeld, findRows, insertInSequence, updateRows } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';
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

  /** A page by name: the groups whose names (folded) come after `after` and hold the text (folded). */
  async listByAccount(scope: ReadScope, accountId: string, { after, holds, limit }: { after: string | undefined; holds: string | undefined; limit: number }): Promise<GroupEntity[]> {
    const found = holds === undefined ? sql`TRUE` : holdsSql(sql`display_name_folded`, holds);
    const later = after === undefined ? sql`TRUE` : sql`display_name_folded > ${after}`;
    const rows = await query<{ id: string }>(scope, sql`SELECT id FROM groups WHERE account_id = ${accountId} AND ${later} AND ${found} ORDER BY display_name_folded ${limitSql(limit)}`);
    return rows.length === 0 ? [] : findRows(scope, GroupEntity, { id: rows.map(({ id }) => id) }, ['displayNameFolded']);
  }

  /** The groups that a user or group is a direct member of, by name. */
  async listByMember(scope: ReadScope, accountId: string, memberId: string, { after, limit }: { after: string | undefined; limit: number }): Promise<GroupEntity[]> {
    const later = after === undefined ? sql`TRUE` : sql`g.display_name_folded > ${after}`;
    const rows = await query<{ id: string }>(
      scope,
      sql`SELECT g.id FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.member_id = ${memberId} AND g.account_id = ${accountId} AND ${later} ORDER BY g.display_name_folded ${limitSql(limit)}`,
    );
    return rows.length === 0 ? [] : findRows(scope, GroupEntity, { id: rows.map(({ id }) => id) }, ['displayNameFolded']);
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
