import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, text, whole } from '../schema/migration-columns.js';

const key = { key: true };

export class CreateCertificateWarnings1764000000052 implements MigrationInterface {
  readonly name = 'CreateCertificateWarnings1764000000052';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'certificate_warnings',
      columns: [text('integration_id', key), text('fingerprint', key), whole('days_before', key)],
      foreignKeys: [{ column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('certificate_warnings');
  }
}
