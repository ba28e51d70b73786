import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, createTable, instant, text } from '../schema/migration-columns.js';

/** An owner's sign-in that an administrator took away, the owners of an account at hand, links to set a password. */
export class ProtectOwners1764000000010 implements MigrationInterface {
  readonly name = 'ProtectOwners1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    // By hand: TypeORM would copy the whole table on SQLite, and a nullable column needs no copy.
    await runner.query('ALTER TABLE users ADD COLUMN suspended_at bigint');
    await addIndex(runner, 'users', { name: 'users_owners', columns: ['account_id'], where: 'owner' });
    await createTable(runner, {
      name: 'password_resets',
      columns: [text('token_digest', { key: true }), text('account_id'), text('user_id'), instant('expires_at')],
      foreignKeys: [{ column: 'user_id', references: ['users', 'id'], onDelete: 'CASCADE' }],
      indices: [
        { name: 'password_resets_by_user', columns: ['user_id'] },
        { name: 'password_resets_by_end', columns: ['expires_at'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('password_resets');
    await runner.dropIndex('users', 'users_owners');
    await runner.query('ALTER TABLE users DROP COLUMN suspended_at');
  }
}
