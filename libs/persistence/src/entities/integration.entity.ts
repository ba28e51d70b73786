import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, InstantColumn, JsonColumn, TextColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';
import { AccountEntity } from './account.entity.js';

/** One identity provider set up in one account. */
@Entity('integrations')
@Index('integrations_by_unique_identifier', ['uniqueIdentifier'], { unique: true })
@Index('integrations_by_account', ['accountId', 'id'])
@Index('integrations_by_issuer', ['issuer'])
@Index('integrations_by_scim_username', ['scimUsername'], { unique: true })
export class IntegrationEntity {
  @TextKey() id!: string;
  @ForeignKey(() => AccountEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  accountId!: string;
  /** The key of the plugin. */
  @TextColumn() provider!: string;
  @TextColumn() name!: string;
  /** As entered. */
  @TextColumn() entityId!: string;
  @TextColumn() uniqueIdentifier!: string;
  /** The identity provider's entity ID, out of its metadata. */
  @TextColumn({ nullable: true }) issuer!: string | null;
  @TextColumn({ nullable: true }) metadataUrl!: string | null;
  @TextColumn({ nullable: true }) metadataXml!: string | null;
  @InstantColumn({ nullable: true }) metadataReadAt!: number | null;
  /** What the metadata said, ready for use: sign-on and logout addresses and the like. */
  @JsonColumn() provided!: Record<string, unknown>;
  /** What the administrator entered in the plugin's own fields and the protocol's switches. */
  @JsonColumn() options!: Record<string, unknown>;
  /** When somebody first signed in since the identity-provider settings were last changed by hand; null is unverified. */
  @InstantColumn({ nullable: true }) verifiedAt!: number | null;
  @FlagColumn() scimEnabled!: boolean;
  @TextColumn({ nullable: true }) scimUsername!: string | null;
  @WholeColumn() version!: number;
  @InstantColumn() createdAt!: number;
  @InstantColumn() updatedAt!: number;
}

/** A key that the identity provider signs with. */
@Entity('integration_certificates')
export class IntegrationCertificateEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  /** SHA-256 of the DER form. */
  @TextKey() fingerprint!: string;
  @TextColumn() pem!: string;
  @InstantColumn() notBefore!: number;
  @InstantColumn() notAfter!: number;
}
