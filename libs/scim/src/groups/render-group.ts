import type { ScimGroupRow, ScimMemberRow } from '@app/persistence';
import { CORE_GROUP, formatVersion, type GroupResource, type ResourceLink } from '../protocol/index.js';

/** A group as SCIM shows it (RFC 7643 §4.2). `members` undefined: they were not asked for. */
export function renderGroup(row: ScimGroupRow, baseUrl: string, members?: readonly ScimMemberRow[]): GroupResource {
  const group: GroupResource = { schemas: [CORE_GROUP], id: row.id };
  if (row.external_id !== null) group.externalId = row.external_id;
  group.meta = {
    resourceType: 'Group',
    created: new Date(Number(row.created_at)).toISOString(),
    lastModified: new Date(Number(row.updated_at)).toISOString(),
    location: `${baseUrl}/Groups/${row.id}`,
    version: formatVersion(Number(row.version)),
  };
  group.displayName = row.display_name;
  if (members) group.members = members.map((member) => renderMember(member, baseUrl));
  return group;
}

function renderMember({ member_id: value, is_group, display }: ScimMemberRow, baseUrl: string): ResourceLink {
  const type = is_group ? 'Group' : 'User';
  return { value, $ref: `${baseUrl}/${type}s/${value}`, display, type };
}
