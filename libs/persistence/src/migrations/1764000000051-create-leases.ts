import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, text } from '../schema/migration-columns.js';

export class CreateLeases1764000000051 implements MigrationInterface {
  readonly name = 'CreateLeases1764000000051';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'leases',
      columns: [text('name', { key: true }), text('holder'), instant('expires_at'), instant('completed_at', { nullable: true })],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('leases');
  }
}
