import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, TextColumn, TextKey, WholeKey } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

/** All e-mail addresses of a person, for look-ups (`emails[type eq "work"].value eq …`); the person's attributes hold them as sent. */
@Entity('user_emails')
@Index('user_emails_by_value', ['accountId', 'valueFolded'])
export class UserEmailEntity {
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  userId!: string;
  /** The place in the list, from 0. */
  @WholeKey() position!: number;
  @TextColumn() accountId!: string;
  @TextColumn() value!: string;
  @TextColumn() valueFolded!: string;
  @TextColumn({ nullable: true }) type!: string | null;
  @TextColumn({ nullable: true }) display!: string | null;
  @FlagColumn() primary!: boolean;
}
