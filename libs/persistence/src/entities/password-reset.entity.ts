import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

/** A single-use link by which a person sets his password; spent by deleting it. */
@Entity('password_resets')
@Index('password_resets_by_user', ['userId'])
@Index('password_resets_by_end', ['expiresAt'])
export class PasswordResetEntity {
  /** SHA-256 of the token in the link. */
  @TextKey() tokenDigest!: string;
  @TextColumn() accountId!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
  @InstantColumn() expiresAt!: number;
}
