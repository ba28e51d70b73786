import { Injectable } from '@nestjs/common';
import { GroupMembers, Groups, type NewGroup, type ProvisioningContext } from '@app/directory';
import { ScimGroupRepository, type Tx } from '@app/persistence';
import { ScimAddresses } from '../http/scim-addresses.js';
import type { GroupChange, ResolvedFilter } from '../protocol/index.js';
import { conditionOfValue } from '../search/filter-to-sql.js';
import { memberScalars } from '../search/group-sources.js';
import { describeMembers } from './describe-members.js';

/** The group's version after a change, and what the provisioning log tells of it. */
export interface GroupChanged {
  readonly version: number;
  readonly note: Record<string, unknown>;
}

/** Carries out one change of a PATCH; the group's row is held. */
@Injectable()
export class ChangeGroup {
  constructor(
    private readonly groups: Groups,
    private readonly members: GroupMembers,
    private readonly rows: ScimGroupRepository,
    private readonly addresses: ScimAddresses,
  ) {}

  async run(tx: Tx, context: ProvisioningContext, id: string, change: GroupChange): Promise<GroupChanged> {
    switch (change.type) {
      case 'setDisplayName':
        return this.rename(tx, context, id, { displayName: change.displayName });
      case 'setExternalId':
        return this.rename(tx, context, id, { externalId: change.externalId ?? null });
      case 'addMembers':
        return this.add(tx, context, id, change.ids);
      case 'replaceMembers':
        return this.replace(tx, context, id, change.ids);
      case 'removeAllMembers':
        return this.replace(tx, context, id, []);
      case 'removeMembers':
        return this.remove(tx, context, id, change.ids);
      case 'removeMembersMatching':
        return this.remove(tx, context, id, await this.matching(tx, id, change.filter));
    }
  }

  private async rename(tx: Tx, context: ProvisioningContext, id: string, note: Partial<NewGroup>): Promise<GroupChanged> {
    const { group } = await this.groups.rename(tx, context, id, note);
    return { version: group.version, note };
  }

  private async add(tx: Tx, context: ProvisioningContext, id: string, ids: readonly string[]): Promise<GroupChanged> {
    const { group, missing } = await this.members.add(tx, context, id, ids);
    return { version: group.version, note: describeMembers({ added: ids, missing }) };
  }

  private async replace(tx: Tx, context: ProvisioningContext, id: string, ids: readonly string[]): Promise<GroupChanged> {
    const { group, missing } = await this.members.replace(tx, context, id, ids);
    return { version: group.version, note: { members: ids.length - missing.length, ...describeMembers({ missing }) } };
  }

  private async remove(tx: Tx, context: ProvisioningContext, id: string, ids: readonly string[]): Promise<GroupChanged> {
    const { group } = await this.members.remove(tx, context, id, ids);
    return { version: group.version, note: describeMembers({ removed: ids }) };
  }

  private async matching(tx: Tx, id: string, filter: ResolvedFilter): Promise<string[]> {
    const scalar = memberScalars(this.addresses);
    const found = await this.rows.membersOf(tx, [id], conditionOfValue(filter, ({ subAttribute }) => scalar(subAttribute)));
    return found.map(({ member_id }) => member_id);
  }
}
