import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, InstantColumn, JsonColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

/** A key for OpenAPI clients; acts for the user who made it, within its scopes. Shown once, stored as a digest. */
@Entity('api_keys')
@Index('api_keys_by_digest', ['keyDigest'], { unique: true })
@Index('api_keys_by_account', ['accountId', 'id'])
@Index('api_keys_by_user', ['userId'])
export class ApiKeyEntity {
  @TextKey() id!: string;
  @TextColumn() accountId!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
  @TextColumn() name!: string;
  @TextColumn() keyDigest!: string;
  @JsonColumn() scopes!: string[];
  /** Made in a session opened by password: only such a key may carry owner and staff rights. */
  @FlagColumn() madeByPassword!: boolean;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) expiresAt!: number | null;
  @InstantColumn({ nullable: true }) lastUsedAt!: number | null;
}
