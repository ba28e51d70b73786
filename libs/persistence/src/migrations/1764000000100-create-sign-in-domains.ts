import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, text } from '../schema/migration-columns.js';

const key = { key: true };

export class CreateSignInDomains1764000000100 implements MigrationInterface {
  readonly name = 'CreateSignInDomains1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'sign_in_domains',
      columns: [text('domain', key), text('integration_id', key)],
      foreignKeys: [{ column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' }],
      indices: [{ name: 'sign_in_domains_by_integration', columns: ['integration_id'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('sign_in_domains');
  }
}
