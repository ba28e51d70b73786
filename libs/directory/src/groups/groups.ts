import { Injectable } from '@nestjs/common';
import { Clock, foldCase, newId } from '@app/kernel';
import { ExternalIdRepository, GroupMemberRepository, GroupRepository, ResourceCountRepository, type GroupEntity, type Tx } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { assertVersion } from '../users/assert-version.js';
import { checkText } from '../users/check-attributes.js';
import type { ChangeContext, ChangeOptions } from '../users/person.js';
import { GroupAudit } from './group-audit.js';

export interface NewGroup {
  readonly displayName: string;
  /** Of the integration that asks; without one it is left out. */
  readonly externalId?: string | null;
}

export interface GroupOutcome {
  readonly group: GroupEntity;
  /** Whether anything was written, and the version grew. */
  readonly changed: boolean;
}

/** Makes, renames and deletes groups; their members are {@link GroupMembers}'. */
@Injectable()
export class Groups {
  constructor(
    private readonly groups: GroupRepository,
    private readonly members: GroupMemberRepository,
    private readonly externalIds: ExternalIdRepository,
    private readonly counts: ResourceCountRepository,
    private readonly audit: GroupAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `group_conflict` (409), `group_invalid` (400) */
  async create(tx: Tx, context: ChangeContext, { displayName, externalId = null }: NewGroup): Promise<GroupEntity> {
    assertName(displayName);
    const now = this.clock.millis();
    const { accountId, integrationId: managedBy } = context;
    const row = { id: newId(), accountId, displayName, displayNameFolded: foldCase(displayName), managedBy, version: 1, createdAt: now, updatedAt: now };
    const group = await this.groups.insert(tx, row);
    if (!group) throw refuseName(displayName);
    if (managedBy !== null && externalId !== null) await this.externalIds.set(tx, managedBy, group.id, externalId);
    await this.audit.record(tx, context, 'group.created', group, null, { displayName });
    await this.counts.add(tx, accountId, 'group', group.sequence, 1);
    return group;
  }

  /** The group, held against every other change until the unit of work ends. @throws Problem `group_unknown` (404), `version_mismatch` (412) */
  async lock(tx: Tx, { accountId }: ChangeContext, groupId: string, options: ChangeOptions = {}): Promise<GroupEntity> {
    const group = await this.groups.findForChange(tx, accountId, groupId);
    if (!group) throw groupUnknown(groupId);
    assertVersion(group, options);
    return group;
  }

  /**
   * Changes name and externalId. A group that keeps its name is in no conflict with itself.
   * @throws Problem `group_unknown` (404), `group_conflict` (409: the unit of work cannot go on), `group_invalid` (400)
   */
  async rename(tx: Tx, context: ChangeContext, groupId: string, changes: Partial<NewGroup>): Promise<GroupOutcome> {
    const before = await this.lock(tx, context, groupId);
    const displayName = changes.displayName ?? before.displayName;
    const renamed = displayName !== before.displayName;
    if (renamed) assertName(displayName);
    const renumbered = await this.setExternalId(tx, context, groupId, changes.externalId);
    if (!renamed && !renumbered) return { group: await this.link(tx, context, before), changed: false };
    const group = { ...before, displayName, displayNameFolded: foldCase(displayName), ...this.stamp(context, before) };
    const { displayNameFolded, managedBy, version, updatedAt } = group;
    if (!(await this.groups.update(tx, groupId, { displayName, displayNameFolded, managedBy, version, updatedAt }))) throw refuseName(displayName);
    await this.audit.record(tx, context, 'group.changed', group, { displayName: before.displayName }, { displayName, ...(renumbered && { externalId: changes.externalId }) });
    return { group, changed: true };
  }

  /** Its members stay; what it was a member of loses it. @throws Problem `group_unknown` (404), `version_mismatch` (412) */
  async remove(tx: Tx, context: ChangeContext, groupId: string, options: ChangeOptions = {}): Promise<void> {
    const group = await this.groups.findForRemoval(tx, context.accountId, groupId);
    if (!group) throw groupUnknown(groupId);
    assertVersion(group, options);
    await this.members.removeMember(tx, groupId, this.clock.millis());
    await this.externalIds.deleteOfResource(tx, groupId);
    await this.groups.delete(tx, groupId);
    await this.audit.record(tx, context, 'group.deleted', group, { displayName: group.displayName }, null);
    await this.counts.add(tx, group.accountId, 'group', group.sequence, -1);
  }

  private stamp({ integrationId }: ChangeContext, { managedBy, version }: GroupEntity) {
    return { managedBy: managedBy ?? integrationId, version: version + 1, updatedAt: this.clock.millis() };
  }

  /** Who manages the group is no attribute of it: it is noted without a new version. */
  private async link(tx: Tx, { integrationId }: ChangeContext, group: GroupEntity): Promise<GroupEntity> {
    if (group.managedBy !== null || integrationId === null) return group;
    await this.groups.update(tx, group.id, { managedBy: integrationId });
    return { ...group, managedBy: integrationId };
  }

  private async setExternalId(tx: Tx, { integrationId }: ChangeContext, groupId: string, externalId: string | null | undefined): Promise<boolean> {
    if (integrationId === null || externalId === undefined) return false;
    if ((await this.externalIds.find(tx, integrationId, groupId)) === externalId) return false;
    await this.externalIds.set(tx, integrationId, groupId, externalId);
    return true;
  }
}

export function groupUnknown(groupId: string) {
  return refuseDirectory('group_unknown', `No group of the account has this id, received ${JSON.stringify(groupId.slice(0, 100))}`);
}

function assertName(displayName: string): void {
  if (typeof displayName !== 'string' || displayName.trim() === '') throw refuseDirectory('group_invalid', 'displayName is empty, expected the name of the group');
  const fault = checkText(displayName, 'displayName');
  if (fault) throw refuseDirectory('group_invalid', fault.detail);
}

function refuseName(displayName: string) {
  return refuseDirectory('group_conflict', `displayName is that of another group of the account already, expected one that no group has, received ${JSON.stringify(displayName)}`);
}
