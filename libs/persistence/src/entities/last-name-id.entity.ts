import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';
import { UserEntity } from './user.entity.js';

/** As whom a person signed in last through an integration: what the identity check lays beside his other names. */
@Entity('last_name_ids')
@Index('last_name_ids_by_user', ['userId'])
export class LastNameIdEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  userId!: string;
  /** NameID (SAML) or `sub` (OpenID Connect), as it was proven. */
  @TextColumn() nameId!: string;
  @TextColumn({ nullable: true }) nameIdFormat!: string | null;
  /** What the person was found by: the NameID, or the e-mail address or claim that stood in for it. */
  @TextColumn() lookedUp!: string;
  @TextColumn() lookedUpFolded!: string;
  @InstantColumn() lastUsedAt!: number;
}
