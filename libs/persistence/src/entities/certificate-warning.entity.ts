import { Entity, ForeignKey } from 'typeorm';
import { TextKey, WholeKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** That it was told so many days before the end of a certificate; the key tells it once. */
@Entity('certificate_warnings')
export class CertificateWarningEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  @TextKey() fingerprint!: string;
  @WholeKey() daysBefore!: number;
}
