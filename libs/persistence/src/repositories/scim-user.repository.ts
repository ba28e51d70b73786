import { Injectable } from '@nestjs/common';
import { BY_KEY, query, queryLists, type ReadScope } from '../scope.js';
import { type Sql, listSql, sql, sqlByEngine } from '../sql.js';
import { amongSql } from '../values.js';
import { countResources, externalIdSql, type ResourcePage, type ResourceSearch, seekOffset, selectPage, sharingOf } from './resource-search.js';

/** Who asks: what is read depends on it, since `externalId` is kept per integration. */
export interface ScimReader {
  readonly accountId: string;
  readonly integrationId: string;
}

/** A user as SCIM reads it: one statement, no entity. JSON is as it is stored. */
export interface ScimUserRow {
  readonly sequence: number;
  readonly id: string;
  readonly user_name: string;
  readonly email: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly display_name: string | null;
  /** 0 or 1 on SQLite. */
  readonly active: boolean | number;
  readonly admin: boolean | number;
  readonly first_phone: string | null;
  readonly second_phone: string | null;
  readonly attributes: string;
  readonly version: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly external_id: string | null;
  /** JSON list of [id, displayName, whether the group is a member itself]: direct memberships; null where there is none or it was not asked for. */
  readonly groups: string | null;
  /** In a sorted list. */
  readonly sort_key?: string | number | null;
}

/** An indirect membership: through `direct`, a group that is a member of `id`. */
export interface AncestorGroup {
  readonly direct: string;
  readonly id: string;
  readonly display_name: string;
}

const NESTED = sql`EXISTS (SELECT 1 FROM group_members p WHERE p.member_id = g.id)`;
const MEMBERSHIPS = sql`FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.member_id = r.id`;
const GROUPS = sqlByEngine({
  // Texts are joined in a third of the time that json_group_array takes to order JSON.
  sqlite: sql`(SELECT '[' || group_concat(json_array(g.id, g.display_name, ${NESTED}), ',' ORDER BY g.sequence) || ']' ${MEMBERSHIPS})`,
  postgres: sql`(SELECT CAST(json_agg(json_build_array(g.id, g.display_name, ${NESTED}) ORDER BY g.sequence) AS text) ${MEMBERSHIPS})`,
});
const GROUP_IDS = sql`(SELECT ${sqlByEngine({ sqlite: sql`group_concat(m.group_id)`, postgres: sql`string_agg(m.group_id, ',')` })} FROM group_members m WHERE m.member_id = r.id)`;
const PLAIN = sql`r.sequence, r.id, r.user_name, r.email, r.given_name, r.family_name, r.display_name, r.active, r.admin, r.first_phone, r.second_phone, r.attributes, r.version, r.created_at, r.updated_at`;

/** In the order of `columns`; `sort_key` comes after them where there is an order. */
type ListedUser = readonly [
  sequence: number,
  id: string,
  userName: string,
  email: string | null,
  givenName: string | null,
  familyName: string | null,
  displayName: string | null,
  active: boolean | number,
  admin: boolean | number,
  firstPhone: string | null,
  secondPhone: string | null,
  attributes: string,
  version: number,
  createdAt: number,
  updatedAt: number,
  externalId: string | null,
  groups: string | null,
  sortKey?: string | number | null,
];

const GROUPS_AT = 16;

/** @param memberships where the row has but the ids of groups */
function rowOf(row: ListedUser, memberships?: string): ScimUserRow {
  const [sequence, id, user_name, email, given_name, family_name, display_name, active, admin, first_phone, second_phone, attributes, version, created_at, updated_at, external_id, groups, sort_key] = row;
  return { sequence, id, user_name, email, given_name, family_name, display_name, active, admin, first_phone, second_phone, attributes, version, created_at, updated_at, external_id, groups: memberships ?? groups, sort_key };
}

const columns = (integrationId: string, groups: Sql): Sql => sql`${PLAIN}, ${externalIdSql(integrationId)} AS external_id, ${groups} AS groups`;
const NO_GROUPS = sql`NULL`;

/** What SCIM reads of users: those of one account, without an owner whom the provisioning client has deleted. */
@Injectable()
export class ScimUserRepository {
  async find(scope: ReadScope, { accountId, integrationId }: ScimReader, id: string): Promise<ScimUserRow | undefined> {
    const statement = sql`SELECT ${columns(integrationId, GROUPS)} FROM users r WHERE r.id = ${id} AND r.account_id = ${accountId} AND NOT r.hidden_from_scim`;
    const [row] = await queryLists<ListedUser>(scope, statement, BY_KEY);
    return row && rowOf(row);
  }

  /** A user's direct memberships, as {@link ScimUserRow.groups}. */
  async membershipsOf(scope: ReadScope, id: string): Promise<string | null> {
    const [row] = await queryLists<[string | null]>(scope, sql`SELECT ${GROUPS} FROM users r WHERE r.id = ${id}`, BY_KEY);
    return row?.[0] ?? null;
  }

  async list(scope: ReadScope, integrationId: string, search: ResourceSearch, page: ResourcePage, { groups }: { groups: boolean }): Promise<ScimUserRow[]> {
    const read = (shown: Sql) => queryLists<ListedUser>(scope, selectPage('user', columns(integrationId, shown), search, page), sharingOf(search));
    if (!groups || search.byKey) return (await read(groups ? GROUPS : NO_GROUPS)).map((row) => rowOf(row));
    const rows = await read(GROUP_IDS);
    const named = await this.nameGroups(scope, new Set(rows.flatMap((row) => row[GROUPS_AT] ?? [])));
    return rows.map((row) => rowOf(row, named.get(row[GROUPS_AT] as string)));
  }

  /**
   * Memberships of a page: many of its users are members of the same groups, each of which is read once. A group that was deleted after the
   * page was read is left out.
   * @param lists ids of groups between commas
   * @returns for each of them, what {@link ScimUserRow.groups} is
   */
  private async nameGroups(scope: ReadScope, lists: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    if (lists.size === 0) return new Map();
    const ids = new Set([...lists].flatMap((list) => list.split(',')));
    const statement = sql`SELECT g.id, g.display_name, ${NESTED} FROM groups g WHERE ${amongSql(sql`g.id`, [...ids])} ORDER BY g.sequence`;
    const found = await queryLists<readonly [id: string, displayName: string, nested: boolean | number]>(scope, statement, BY_KEY);
    const memberships = new Map(found.map(([id, displayName, nested], place) => [id, { place, text: JSON.stringify([id, displayName, Boolean(nested)]) }]));
    const inOrder = (list: string) => list.split(',').flatMap((id) => memberships.get(id) ?? []).sort((one, other) => one.place - other.place);
    return new Map(Array.from(lists, (list) => [list, `[${inOrder(list).map(({ text }) => text).join(',')}]`]));
  }

  count(scope: ReadScope, search: ResourceSearch): Promise<number> {
    return countResources(scope, 'user', search);
  }

  seek(scope: ReadScope, accountId: string, offset: number) {
    return seekOffset(scope, 'user', accountId, offset);
  }

  /** The groups that these groups are members of, directly or through others; circles end. */
  ancestorsOf(scope: ReadScope, groupIds: readonly string[]): Promise<AncestorGroup[]> {
    const statement = sql`WITH RECURSIVE up(direct, id) AS (
      SELECT m.member_id, m.group_id FROM group_members m WHERE m.member_id IN (${listSql(groupIds)})
      UNION SELECT up.direct, m.group_id FROM group_members m JOIN up ON m.member_id = up.id)
      SELECT up.direct, up.id, g.display_name FROM up JOIN groups g ON g.id = up.id ORDER BY g.sequence`;
    return query(scope, statement);
  }

  /** Names of those of these ids that are users whom SCIM shows. */
  async namesOf(scope: ReadScope, accountId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const statement = sql`SELECT r.id, COALESCE(r.display_name, r.user_name) AS name FROM users r WHERE r.id IN (${listSql(ids)}) AND r.account_id = ${accountId} AND NOT r.hidden_from_scim`;
    const rows = await query<{ id: string; name: string }>(scope, statement);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
