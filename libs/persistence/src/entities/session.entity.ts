import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

/** Opened by password, or by a protocol through an integration. */
export type SessionOrigin = 'password' | 'identity-provider';

/** A signed-in person. Ending a session deletes its row. */
@Entity('sessions')
@Index('sessions_by_token', ['tokenDigest'], { unique: true })
@Index('sessions_by_user', ['userId'])
@Index('sessions_by_integration', ['integrationId', 'nameId'])
@Index('sessions_by_end', ['expiresAt'])
export class SessionEntity {
  @TextKey() id!: string;
  /** SHA-256 of the cookie's value. */
  @TextColumn() tokenDigest!: string;
  @TextColumn() accountId!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
  @TextColumn() origin!: SessionOrigin;
  @TextColumn({ nullable: true }) integrationId!: string | null;
  /** What single logout names: the NameID of the sign-in with its Format, and the SessionIndex. */
  @TextColumn({ nullable: true }) nameId!: string | null;
  @TextColumn({ nullable: true }) nameIdFormat!: string | null;
  @TextColumn({ nullable: true }) sessionIndex!: string | null;
  @TextColumn({ nullable: true }) address!: string | null;
  @TextColumn({ nullable: true }) userAgent!: string | null;
  @InstantColumn() createdAt!: number;
  @InstantColumn() lastSeenAt!: number;
  /** When the person last showed that it is he: by signing in with a password, or by answering a question in the session. */
  @InstantColumn({ nullable: true }) provenAt!: number | null;
  /** The absolute end; being idle may end it before. */
  @InstantColumn() expiresAt!: number;
}
