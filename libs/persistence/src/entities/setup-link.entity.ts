import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, JsonColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** A link with which somebody without an account sets up the other side of one integration; revoked by deleting it. */
@Entity('setup_links')
@Index('setup_links_by_token', ['tokenDigest'], { unique: true })
@Index('setup_links_by_integration', ['integrationId', 'id'])
@Index('setup_links_by_end', ['expiresAt'])
export class SetupLinkEntity {
  @TextKey() id!: string;
  @TextColumn() accountId!: string;
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  integrationId!: string;
  /** SHA-256 of the token in the link. */
  @TextColumn() tokenDigest!: string;
  /** How its maker was called at that time. */
  @TextColumn({ nullable: true }) createdBy!: string | null;
  @InstantColumn() createdAt!: number;
  @InstantColumn() expiresAt!: number;
  @InstantColumn({ nullable: true }) lastUsedAt!: number | null;
}

/** Metadata that came by a setup link: judged and stored, and without effect until an administrator confirms it. */
@Entity('metadata_proposals')
export class MetadataProposalEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  /** Where it came from: one of the two, as with the integration's own. */
  @TextColumn({ nullable: true }) metadataUrl!: string | null;
  @TextColumn({ nullable: true }) metadataXml!: string | null;
  @TextColumn() issuer!: string;
  @JsonColumn() provided!: Record<string, unknown>;
  @JsonColumn() certificates!: readonly { pem: string; fingerprint: string; notBefore: number; notAfter: number }[];
  /** For OpenID Connect: by what this service is known at the provider, and what it proves itself with. */
  @TextColumn({ nullable: true }) clientId!: string | null;
  @TextColumn({ nullable: true }) sealedClientSecret!: string | null;
  @TextColumn() linkId!: string;
  @TextColumn({ nullable: true }) address!: string | null;
  @InstantColumn() proposedAt!: number;
}
