import { Injectable } from '@nestjs/common';
import { BY_KEY, query, queryLists, type ReadScope } from '../scope.js';
import { type Sql, listSql, sql, sqlByEngine } from '../sql.js';
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

function rowOf(row: ListedUser): ScimUserRow {
  const [sequence, id, user_name, email, given_name, family_name, display_name, active, admin, first_phone, second_phone, attributes, version, created_at, updated_at, external_id, groups, sort_key] = row;
  return { sequence, id, user_name, email, given_name, family_name, display_name, active, admin, first_phone, second_phone, attributes, version, created_at, updated_at, external_id, groups, sort_key };
}

const columns = (integrationId: string, groups: boolean): Sql => sql`${PLAIN}, ${externalIdSql(integrationId)} AS external_id, ${groups ? GROUPS : NULL} AS groups`;
const NULL = sql`NULL`;

/** What SCIM reads of users: those of one account, without an owner whom the provisioning client has deleted. */
@Injectable()
export class ScimUserRepository {
  async find(scope: ReadScope, { accountId, integrationId }: ScimReader, id: string): Promise<ScimUserRow | undefined> {
    const statement = sql`SELECT ${columns(integrationId, true)} FROM users r WHERE r.id = ${id} AND r.account_id = ${accountId} AND NOT r.hidden_from_scim`;
    const [row] = await queryLists<ListedUser>(scope, statement, BY_KEY);
    return row && rowOf(row);
  }

  /** A user's direct memberships, as {@link ScimUserRow.groups}. */
  async membershipsOf(scope: ReadScope, id: string): Promise<string | null> {
    const [row] = await queryLists<[string | null]>(scope, sql`SELECT ${GROUPS} FROM users r WHERE r.id = ${id}`, BY_KEY);
    return row?.[0] ?? null;
  }

  async list(scope: ReadScope, integrationId: string, search: ResourceSearch, page: ResourcePage, { groups }: { groups: boolean }): Promise<ScimUserRow[]> {
    return (await queryLists<ListedUser>(scope, selectPage('user', columns(integrationId, groups), search, page), sharingOf(search))).map(rowOf);
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
