import { Injectable } from '@nestjs/common';
import { query, type ReadScope } from '../scope.js';
import { type Sql, listSql, sql } from '../sql.js';
import { countResources, externalIdSql, type ResourcePage, type ResourceSearch, seekOffset, selectPage, sharingOf } from './resource-search.js';
import type { ScimReader } from './scim-user.repository.js';

/** A group as SCIM reads it, without its members. */
export interface ScimGroupRow {
  readonly sequence: number;
  readonly id: string;
  readonly display_name: string;
  readonly version: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly external_id: string | null;
  /** In a sorted list. */
  readonly sort_key?: string | number | null;
}

export interface ScimMemberRow {
  readonly group_id: string;
  readonly member_id: string;
  readonly is_group: boolean | number;
  readonly display: string;
}

const columns = (integrationId: string): Sql => sql`r.sequence, r.id, r.display_name, r.version, r.created_at, r.updated_at, ${externalIdSql(integrationId)} AS external_id`;

/** What SCIM reads of groups. */
@Injectable()
export class ScimGroupRepository {
  async find(scope: ReadScope, { accountId, integrationId }: ScimReader, id: string): Promise<ScimGroupRow | undefined> {
    const statement = sql`SELECT ${columns(integrationId)} FROM groups r WHERE r.id = ${id} AND r.account_id = ${accountId}`;
    return (await query<ScimGroupRow>(scope, statement))[0];
  }

  list(scope: ReadScope, integrationId: string, search: ResourceSearch, page: ResourcePage): Promise<ScimGroupRow[]> {
    return query(scope, selectPage('group', columns(integrationId), search, page), sharingOf(search));
  }

  count(scope: ReadScope, search: ResourceSearch): Promise<number> {
    return countResources(scope, 'group', search);
  }

  seek(scope: ReadScope, accountId: string, offset: number) {
    return seekOffset(scope, 'group', accountId, offset);
  }

  /** The members of these groups, those that SCIM shows; `condition` on the rowset of {@link groupMembersSql}. */
  membersOf(scope: ReadScope, groupIds: readonly string[], condition: Sql = sql`TRUE`): Promise<ScimMemberRow[]> {
    const statement = sql`SELECT m.group_id, m.member_id, m.is_group, m.display FROM (${groupMembersSql(sql`m.group_id IN (${listSql(groupIds)})`)}) m WHERE ${condition} ORDER BY m.group_id, m.member_id`;
    return query(scope, statement);
  }
}

/** Memberships with what is known of the member; a member that SCIM does not show is none. */
export function groupMembersSql(condition: Sql): Sql {
  return sql`SELECT m.group_id, m.member_id, m.is_group, COALESCE(u.display_name, u.user_name, g.display_name) AS display FROM group_members m
    LEFT JOIN users u ON u.id = m.member_id AND NOT u.hidden_from_scim LEFT JOIN groups g ON g.id = m.member_id
    WHERE ${condition} AND (u.id IS NOT NULL OR g.id IS NOT NULL)`;
}
