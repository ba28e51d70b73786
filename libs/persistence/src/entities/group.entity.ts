import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, InstantColumn, SequenceKey, TextColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';
import { AccountEntity } from './account.entity.js';

@Entity('groups')
@Index('groups_by_id', ['id'], { unique: true })
@Index('groups_by_account', ['accountId', 'sequence'])
@Index('groups_by_display_name', ['accountId', 'displayNameFolded'], { unique: true })
export class GroupEntity {
  @SequenceKey() sequence!: number;
  @TextColumn() id!: string;
  @ForeignKey(() => AccountEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  accountId!: string;
  @TextColumn() displayName!: string;
  @TextColumn() displayNameFolded!: string;
  /** The integration that provisions this group; null for one that is managed here. */
  @TextColumn({ nullable: true }) managedBy!: string | null;
  @WholeColumn() version!: number;
  @InstantColumn() createdAt!: number;
  @InstantColumn() updatedAt!: number;
}

/** One membership is one row, so that a change costs what the change costs. */
@Entity('group_members')
@Index('group_members_by_member', ['memberId'])
export class GroupMemberEntity {
  @ForeignKey(() => GroupEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  groupId!: string;
  /** Of a user or of a group (nested). Rows of a deleted member are deleted with it, by the repository. */
  @TextKey() memberId!: string;
  @FlagColumn() isGroup!: boolean;
}
