import { Injectable } from '@nestjs/common';
import { limitSql } from '../portable-sql.js';
import { dialectOfScope, query, type ReadScope, type Tx } from '../scope.js';
import { listSql, sql, trustedSql, type Sql } from '../sql.js';
import { write, writeReturning } from '../rows.js';
import { valuesOf } from '../values.js';

export interface AddedMembers {
  readonly added: readonly string[];
  /** Ids that are no user (that SCIM shows) and no group of the account. */
  readonly missing: readonly string[];
}

/** A member as it is listed. */
export interface GroupMemberRow {
  readonly id: string;
  readonly isGroup: boolean;
  /** Of a user. */
  readonly userName: string | null;
  readonly displayName: string | null;
}

type IdRow = { member_id: string };
const idsOf = (rows: readonly IdRow[]): string[] => rows.map(({ member_id }) => member_id);

/** Members of groups; lists of any length are one parameter and one statement. The group's row is held by the caller. */
@Injectable()
export class GroupMemberRepository {
  /** Those that are members already stay; those that do not exist are told. */
  async add(tx: Tx, accountId: string, groupId: string, ids: readonly string[]): Promise<AddedMembers> {
    const wanted = valuesOf(tx, ids);
    // An expression in place of the column: SQLite would rather read all of the account by its index than look ids up.
    // Held against deletion, so that no row stays behind of a user or group that goes away at the same time.
    const held = trustedSql(dialectOfScope(tx) === 'postgres' ? 'FOR KEY SHARE OF resource' : '');
    const insert = (table: Sql, isGroup: boolean, shown: Sql) => sql`INSERT INTO group_members (group_id, member_id, is_group)
      SELECT ${groupId}, resource.id, ${trustedSql(isGroup ? 'TRUE' : 'FALSE')} FROM ${table} resource
      WHERE resource.account_id || '' = ${accountId} AND resource.id IN ${wanted} ${shown} ORDER BY resource.id ${held}
      ON CONFLICT (group_id, member_id) DO NOTHING RETURNING member_id`;
    const users = await writeReturning<IdRow>(tx, insert(trustedSql('users'), false, sql`AND NOT resource.hidden_from_scim`));
    // A group is no member of itself.
    const groups = await writeReturning<IdRow>(tx, insert(trustedSql('groups'), true, sql`AND resource.id <> ${groupId}`));
    return { added: idsOf([...users, ...groups]), missing: await this.missing(tx, groupId, ids) };
  }

  /** @returns those that were members */
  async remove(tx: Tx, groupId: string, ids: readonly string[]): Promise<string[]> {
    return idsOf(await writeReturning<IdRow>(tx, sql`DELETE FROM group_members WHERE group_id = ${groupId} AND member_id IN ${valuesOf(tx, ids)} RETURNING member_id`));
  }

  /** @returns those that were members and are not among `ids` */
  async removeAllBut(tx: Tx, groupId: string, ids: readonly string[]): Promise<string[]> {
    return idsOf(await writeReturning<IdRow>(tx, sql`DELETE FROM group_members WHERE group_id = ${groupId} AND member_id NOT IN ${valuesOf(tx, ids)} RETURNING member_id`));
  }

  /** A user or group leaves every group, as when it is deleted; the groups' versions grow. @returns the groups' ids */
  async removeMember(tx: Tx, memberId: string, at: number): Promise<string[]> {
    const rows = await writeReturning<{ group_id: string }>(tx, sql`DELETE FROM group_members WHERE member_id = ${memberId} RETURNING group_id`);
    const groupIds = rows.map(({ group_id }) => group_id);
    if (groupIds.length > 0) await write(tx, sql`UPDATE groups SET version = version + 1, updated_at = ${at} WHERE id IN ${valuesOf(tx, groupIds)}`);
    return groupIds;
  }

  async count(scope: ReadScope, groupId: string): Promise<number> {
    const [row] = await query<{ total: number | string }>(scope, sql`SELECT COUNT(*) AS total FROM group_members WHERE group_id = ${groupId}`);
    return Number(row?.total ?? 0);
  }

  /** How many members each of the groups has. */
  async countMany(scope: ReadScope, groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (groupIds.length === 0) return new Map();
    const rows = await query<{ id: string; total: number }>(scope, sql`SELECT group_id AS "id", COUNT(*) AS "total" FROM group_members WHERE group_id IN (${listSql(groupIds)}) GROUP BY group_id`);
    return new Map(rows.map(({ id, total }) => [id, Number(total)]));
  }

  /** A page of a group's members in the order of their ids: those after `after` (an id). */
  async list(scope: ReadScope, groupId: string, { after, limit }: { after: string | undefined; limit: number }): Promise<GroupMemberRow[]> {
    const later = after === undefined ? sql`TRUE` : sql`m.member_id > ${after}`;
    const rows = await query<Omit<GroupMemberRow, 'isGroup'> & { isGroup: boolean | number }>(
      scope,
      sql`SELECT m.member_id AS "id", m.is_group AS "isGroup", u.user_name AS "userName", COALESCE(u.display_name, g.display_name) AS "displayName"
          FROM group_members m LEFT JOIN users u ON u.id = m.member_id LEFT JOIN groups g ON g.id = m.member_id
          WHERE m.group_id = ${groupId} AND ${later} ORDER BY m.member_id ${limitSql(limit)}`,
    );
    return rows.map((row) => ({ ...row, isGroup: Boolean(row.isGroup) }));
  }

  private async missing(tx: Tx, groupId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await query<{ value: string }>(tx, sql`SELECT DISTINCT wanted.value AS value FROM ${valuesOf(tx, ids)} wanted
      WHERE NOT EXISTS (SELECT 1 FROM group_members member WHERE member.group_id = ${groupId} AND member.member_id = wanted.value)`);
    return rows.map(({ value }) => value);
  }
}
