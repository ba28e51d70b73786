import { Injectable } from '@nestjs/common';
import { type ReadScope, ScimGroupRepository, type ScimGroupRow, type ScimMemberRow, type ScimReader } from '@app/persistence';
import { ScimAddresses } from '../http/scim-addresses.js';
import type { GroupResource } from '../protocol/index.js';
import { renderGroup } from './render-group.js';

/** Makes answers of rows; the members of all of them are read at once, and only where they are asked for. */
@Injectable()
export class ReadGroups {
  constructor(
    private readonly groups: ScimGroupRepository,
    private readonly addresses: ScimAddresses,
  ) {}

  async find(scope: ReadScope, reader: ScimReader, id: string, withMembers: boolean): Promise<GroupResource | undefined> {
    const row = await this.groups.find(scope, reader, id);
    return row && (await this.render(scope, [row], withMembers))[0];
  }

  async render(scope: ReadScope, rows: readonly ScimGroupRow[], withMembers: boolean): Promise<GroupResource[]> {
    if (!withMembers || rows.length === 0) return rows.map((row) => renderGroup(row, this.addresses.baseUrl));
    const members = groupBy(await this.groups.membersOf(scope, rows.map(({ id }) => id)));
    return rows.map((row) => renderGroup(row, this.addresses.baseUrl, members.get(row.id) ?? []));
  }
}

function groupBy(rows: readonly ScimMemberRow[]): ReadonlyMap<string, readonly ScimMemberRow[]> {
  const byGroup = new Map<string, ScimMemberRow[]>();
  for (const row of rows) {
    const members = byGroup.get(row.group_id);
    if (members) members.push(row);
    else byGroup.set(row.group_id, [row]);
  }
  return byGroup;
}
