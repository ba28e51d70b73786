import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { GroupMemberRepository, GroupRepository, type GroupEntity, type Tx } from '@app/persistence';
import type { ChangeContext } from '../users/person.js';
import { GroupAudit } from './group-audit.js';
import { Groups, type GroupOutcome } from './groups.js';

export interface MembersOutcome extends GroupOutcome {
  /** Ids that are no user (that SCIM shows) and no group of the account, or the group itself; they were left out. */
  readonly missing: readonly string[];
}

/**
 * Who belongs to a group. Members are rows: a change costs what the change costs, and the group's row is held meanwhile. Each change that
 * changes something makes one new version. All throw `group_unknown` (404).
 */
@Injectable()
export class GroupMembers {
  constructor(
    private readonly groups: Groups,
    private readonly rows: GroupRepository,
    private readonly members: GroupMemberRepository,
    private readonly audit: GroupAudit,
    private readonly clock: Clock,
  ) {}

  async add(tx: Tx, context: ChangeContext, groupId: string, ids: readonly string[]): Promise<MembersOutcome> {
    const group = await this.groups.lock(tx, context, groupId);
    const { added, missing } = await this.members.add(tx, context.accountId, groupId, ids);
    return { ...(await this.store(tx, context, group, added, [])), missing };
  }

  async remove(tx: Tx, context: ChangeContext, groupId: string, ids: readonly string[]): Promise<GroupOutcome> {
    const group = await this.groups.lock(tx, context, groupId);
    return this.store(tx, context, group, [], await this.members.remove(tx, groupId, ids));
  }

  /** Afterwards exactly these are members (those that exist). */
  async replace(tx: Tx, context: ChangeContext, groupId: string, ids: readonly string[]): Promise<MembersOutcome> {
    const group = await this.groups.lock(tx, context, groupId);
    const removed = await this.members.removeAllBut(tx, groupId, ids);
    const { added, missing } = await this.members.add(tx, context.accountId, groupId, ids);
    return { ...(await this.store(tx, context, group, added, removed)), missing };
  }

  private async store(tx: Tx, context: ChangeContext, before: GroupEntity, added: readonly string[], removed: readonly string[]): Promise<GroupOutcome> {
    if (added.length + removed.length === 0) return { group: before, changed: false };
    const stamp = { managedBy: before.managedBy ?? context.integrationId, version: before.version + 1, updatedAt: this.clock.millis() };
    await this.rows.update(tx, before.id, stamp);
    await this.audit.membersChanged(tx, context, before, added, removed);
    return { group: { ...before, ...stamp }, changed: true };
  }
}
