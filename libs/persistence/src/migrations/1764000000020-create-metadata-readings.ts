import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, text } from '../schema/migration-columns.js';

export class CreateMetadataReadings1764000000020 implements MigrationInterface {
  readonly name = 'CreateMetadataReadings1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'metadata_readings',
      columns: [text('integration_id', { key: true }), instant('attempted_at'), text('problem', { nullable: true })],
      foreignKeys: [{ column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' }],
      indices: [{ name: 'metadata_readings_by_attempt', columns: ['attempted_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('metadata_readings');
  }
}
