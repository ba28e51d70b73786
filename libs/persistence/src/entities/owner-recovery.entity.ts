import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

/** A single-use link, made on the host, by which an owner signs in; spent by deleting it. */
@Entity('owner_recoveries')
@Index('owner_recoveries_by_user', ['userId'])
@Index('owner_recoveries_by_end', ['expiresAt'])
export class OwnerRecoveryEntity {
  /** SHA-256 of the token in the link. */
  @TextKey() tokenDigest!: string;
  @TextColumn() accountId!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
  /** Whether it takes the owner's second factors away. */
  @FlagColumn() withoutSecondFactor!: boolean;
  @InstantColumn() expiresAt!: number;
}
