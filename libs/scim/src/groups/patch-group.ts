import { Injectable } from '@nestjs/common';
import { GroupMembers, Groups, type ProvisioningContext } from '@app/directory';
import { ScimGroupRepository, type Tx, UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf, expectedVersions } from '../http/scim-call.js';
import { ScimAddresses } from '../http/scim-addresses.js';
import { RequestLog } from '../log/request-log.js';
import { type GroupChange, formatVersion, readGroupPatch } from '../protocol/index.js';
import { conditionOfValue } from '../search/filter-to-sql.js';
import { memberScalars } from '../search/group-sources.js';
import { describeMembers, type MembersChanged } from './describe-members.js';

/** `PATCH /Groups/{id}` (RFC 7644 §3.5.2): all of it or nothing, at the cost of what changes and not of the group's size. */
@Injectable()
export class PatchGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: Groups,
    private readonly members: GroupMembers,
    private readonly rows: ScimGroupRepository,
    private readonly addresses: ScimAddresses,
    private readonly log: RequestLog,
  ) {}

  /** @returns the group's ETag after it */
  run(call: ScimCall, id: string, body: unknown): Promise<string> {
    const changes = readGroupPatch(body);
    const context = contextOf(call);
    return this.unitOfWork.run(async (tx) => {
      let { version } = await this.groups.lock(tx, context, id, expectedVersions(call));
      const told: Record<string, unknown>[] = [];
      for (const change of changes) {
        const { version: next, note } = await this.carryOut(tx, context, id, change);
        version = next;
        told.push(note);
      }
      await this.log.record(tx, call, 204, { resourceId: id, changes: { operations: told } });
      return formatVersion(version);
    });
  }

  private async carryOut(tx: Tx, context: ProvisioningContext, id: string, change: GroupChange): Promise<{ version: number; note: Record<string, unknown> }> {
    switch (change.type) {
      case 'setDisplayName': {
        const { group } = await this.groups.rename(tx, context, id, { displayName: change.displayName });
        return { version: group.version, note: { displayName: change.displayName } };
      }
      case 'setExternalId': {
        const { group } = await this.groups.rename(tx, context, id, { externalId: change.externalId ?? null });
        return { version: group.version, note: { externalId: change.externalId ?? null } };
      }
      case 'addMembers': {
        const { group, missing } = await this.members.add(tx, context, id, change.ids);
        return this.told(group.version, { added: change.ids, missing });
      }
      case 'replaceMembers': {
        const { group, missing } = await this.members.replace(tx, context, id, change.ids);
        return { version: group.version, note: { members: change.ids.length, ...describeMembers({ missing }) } };
      }
      case 'removeAllMembers': {
        const { group } = await this.members.replace(tx, context, id, []);
        return { version: group.version, note: { members: 0 } };
      }
      case 'removeMembers':
        return this.remove(tx, context, id, change.ids);
      case 'removeMembersMatching': {
        const scalar = memberScalars(this.addresses);
        const condition = conditionOfValue(change.filter, (target) => scalar(target.subAttribute));
        const found = await this.rows.membersOf(tx, [id], condition);
        return this.remove(tx, context, id, found.map(({ member_id }) => member_id));
      }
    }
  }

  private async remove(tx: Tx, context: ProvisioningContext, id: string, ids: readonly string[]) {
    const { group } = await this.members.remove(tx, context, id, ids);
    return this.told(group.version, { removed: ids });
  }

  private told(version: number, members: MembersChanged) {
    return { version, note: describeMembers(members) };
  }
}
