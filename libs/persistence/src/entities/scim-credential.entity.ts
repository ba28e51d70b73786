import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

export type ScimCredentialKind = 'password' | 'token';

/** A secret of an integration's provisioning client. Several live side by side while one is being rotated. */
@Entity('scim_credentials')
@Index('scim_credentials_by_integration', ['integrationId'])
export class ScimCredentialEntity {
  @TextKey() id!: string;
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  integrationId!: string;
  @TextColumn() kind!: ScimCredentialKind;
  /** bcrypt. */
  @TextColumn({ select: false }) secretHash!: string;
  /** Readable until first used: sealed with AES-256-GCM, then null. */
  @TextColumn({ nullable: true, select: false }) sealedSecret!: string | null;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) firstUsedAt!: number | null;
  @InstantColumn({ nullable: true }) lastUsedAt!: number | null;
  /** The end of its grace period; null while it is the current one. */
  @InstantColumn({ nullable: true }) expiresAt!: number | null;
}
