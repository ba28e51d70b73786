import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, instant, text } from '../schema/migration-columns.js';

/** Links by which an owner who has lost every other way in comes back; made on the host. */
export class CreateOwnerRecoveries1764000000060 implements MigrationInterface {
  readonly name = 'CreateOwnerRecoveries1764000000060';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'owner_recoveries',
      columns: [text('token_digest', { key: true }), text('account_id'), text('user_id'), flag('without_second_factor'), instant('expires_at')],
      foreignKeys: [{ column: 'user_id', references: ['users', 'id'], onDelete: 'CASCADE' }],
      indices: [
        { name: 'owner_recoveries_by_user', columns: ['user_id'] },
        { name: 'owner_recoveries_by_end', columns: ['expires_at'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('owner_recoveries');
  }
}
