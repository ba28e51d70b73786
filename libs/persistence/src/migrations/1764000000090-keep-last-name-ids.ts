import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, createTable, instant, text } from '../schema/migration-columns.js';

const key = { key: true };

/** What the identity check lays beside a person's names: what he signed in as last, and the names that were refused. */
export class KeepLastNameIds1764000000090 implements MigrationInterface {
  readonly name = 'KeepLastNameIds1764000000090';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'last_name_ids',
      columns: [text('integration_id', key), text('user_id', key), text('name_id'), text('name_id_format', { nullable: true }), text('looked_up'), text('looked_up_folded'), instant('last_used_at')],
      foreignKeys: [
        { column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' },
        { column: 'user_id', references: ['users', 'id'], onDelete: 'CASCADE' },
      ],
      indices: [{ name: 'last_name_ids_by_user', columns: ['user_id'] }],
    });
    await addIndex(runner, 'sign_in_attempts', { name: 'sign_in_attempts_not_provisioned', columns: ['integration_id', 'id'], where: "outcome = 'user_not_provisioned'" });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('sign_in_attempts', 'sign_in_attempts_not_provisioned');
    await runner.dropTable('last_name_ids');
  }
}
