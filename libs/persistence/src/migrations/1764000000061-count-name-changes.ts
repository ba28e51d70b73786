import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.js';

/** How many people a provisioning client has given other names, beside how many it took access from. */
export class CountNameChanges1764000000061 implements MigrationInterface {
  readonly name = 'CountNameChanges1764000000061';

  async up(runner: QueryRunner): Promise<void> {
    // By hand: TypeORM would copy the whole table on SQLite, and a nullable column needs no copy.
    const collation = dialectOf(runner.dataSource) === 'postgres' ? ' COLLATE "C"' : '';
    await runner.query(`ALTER TABLE provisioning_brakes ADD COLUMN renamed text${collation}`);
    await runner.query('ALTER TABLE provisioning_brakes ADD COLUMN renames_told_at bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['renames_told_at', 'renamed']) await runner.query(`ALTER TABLE provisioning_brakes DROP COLUMN ${column}`);
  }
}
