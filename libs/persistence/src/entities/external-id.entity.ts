import { Entity, ForeignKey, Index } from 'typeorm';
import { TextColumn, TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** `externalId` (RFC 7643 §3.1): the name that one integration's provisioning client has for a user or group. */
@Entity('external_ids')
@Index('external_ids_by_value', ['integrationId', 'value'])
@Index('external_ids_by_resource', ['resourceId'])
export class ExternalIdEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  /** Of a user or a group. */
  @TextKey() resourceId!: string;
  /** Compared as it is: `externalId` is case-exact. */
  @TextColumn() value!: string;
}
