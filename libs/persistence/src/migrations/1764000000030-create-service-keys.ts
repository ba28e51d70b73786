import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, text, whole } from '../schema/migration-columns.js';

export class CreateServiceKeys1764000000030 implements MigrationInterface {
  readonly name = 'CreateServiceKeys1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'service_keys',
      columns: [
        whole('generation', { key: true }),
        text('sealed_private_key'),
        text('certificate'),
        text('fingerprint'),
        instant('not_before'),
        instant('not_after'),
        instant('signs_from'),
        instant('created_at'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('service_keys');
  }
}
