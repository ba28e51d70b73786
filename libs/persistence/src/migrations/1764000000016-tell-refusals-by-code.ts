import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.js';

/** The code of the refusal in a line of the provisioning log, as the sign-in log has it. */
export class TellRefusalsByCode1764000000016 implements MigrationInterface {
  readonly name = 'TellRefusalsByCode1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    const collation = dialectOf(runner.dataSource) === 'postgres' ? ' COLLATE "C"' : '';
    await runner.query(`ALTER TABLE provisioning_records ADD COLUMN code text${collation}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE provisioning_records DROP COLUMN code');
  }
}
