import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, text } from '../schema/migration-columns.js';

/** Some identity providers find the session to end by NameID and Format together. */
export class KeepNameIdFormat1764000000031 implements MigrationInterface {
  readonly name = 'KeepNameIdFormat1764000000031';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'sessions', [text('name_id_format', { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('sessions', 'name_id_format');
  }
}
