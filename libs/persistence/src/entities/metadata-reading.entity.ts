import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** How the last reading of an integration's metadata URL went. Beside the integration, whose row a sign-in may hold. */
@Entity('metadata_readings')
@Index('metadata_readings_by_attempt', ['attemptedAt'])
export class MetadataReadingEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  /** When an instance last began to read; over all instances, nobody reads again before the pause is over. */
  @InstantColumn() attemptedAt!: number;
  /** What was wrong, for the administrator; null when it went well. */
  @TextColumn({ nullable: true }) problem!: string | null;
}
