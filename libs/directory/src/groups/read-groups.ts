import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { foldCase } from '@app/kernel';
import { GroupMemberRepository, GroupRepository, ReadScope, UserRepository, type GroupEntity, type GroupMemberRow } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { userUnknown } from '../users/change-user.js';

export interface CountedGroup {
  readonly group: GroupEntity;
  readonly members: number;
}

interface Position {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The groups of an account, by name, and who is in them. They are made by provisioning clients; here they are read. */
@Injectable()
export class ReadGroups {
  constructor(
    private readonly groups: GroupRepository,
    private readonly members: GroupMemberRepository,
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** @param search a part of the name. @throws Problem `cursor_invalid` (400) */
  async page(accountId: string, { limit, cursor, search = '' }: Position & { search?: string | undefined }): Promise<Page<CountedGroup>> {
    const holds = foldCase(search.trim()) || undefined;
    const list = `accounts/${accountId}/groups?search=${holds ?? ''}`;
    return this.counted(list, limit, await this.groups.listByAccount(this.reads, accountId, { after: this.after(list, cursor), holds, limit: limit + 1 }));
  }

  /** @throws Problem `user_unknown` (404), `cursor_invalid` (400) */
  async ofUser(accountId: string, userId: string, { limit, cursor }: Position): Promise<Page<CountedGroup>> {
    if (!(await this.users.find(this.reads, accountId, userId))) throw userUnknown(userId);
    const list = `users/${userId}/groups`;
    return this.counted(list, limit, await this.groups.listByMember(this.reads, accountId, userId, { after: this.after(list, cursor), limit: limit + 1 }));
  }

  /** @throws Problem `group_unknown` (404) */
  async one(accountId: string, id: string): Promise<CountedGroup> {
    const group = await this.groups.find(this.reads, accountId, id);
    if (!group) throw refuseDirectory('group_unknown', `The account has no group with this id, expected one of its list, received ${JSON.stringify(id.slice(0, 80))}.`);
    return { group, members: await this.members.count(this.reads, id) };
  }

  /** @throws Problem `group_unknown` (404), `cursor_invalid` (400) */
  async membersOf(accountId: string, id: string, { limit, cursor }: Position): Promise<Page<GroupMemberRow>> {
    await this.one(accountId, id);
    const list = `groups/${id}/members`;
    const rows = await this.members.list(this.reads, id, { after: this.after(list, cursor), limit: limit + 1 });
    return this.cursors.page(list, rows, limit, (row) => [row.id]);
  }

  private async counted(list: string, limit: number, rows: readonly GroupEntity[]): Promise<Page<CountedGroup>> {
    const { items, nextCursor } = this.cursors.page(list, rows, limit, ({ displayNameFolded }) => [displayNameFolded]);
    const counts = await this.members.countMany(this.reads, items.map(({ id }) => id));
    return { items: items.map((group) => ({ group, members: counts.get(group.id) ?? 0 })), nextCursor };
  }

  private after(list: string, cursor: string | undefined): string | undefined {
    return cursor === undefined ? undefined : (this.cursors.decode(list, cursor) as [string])[0];
  }
}
