import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.js';
import { addIndex, createTable, instant, json, text, whole } from '../schema/migration-columns.js';

const nullable = { nullable: true };

/** The brake on mass deprovisioning: its state, whom it holds, and how many people of each account are active. */
export class BrakeDeprovisioning1764000000015 implements MigrationInterface {
  readonly name = 'BrakeDeprovisioning1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'provisioning_brakes',
      columns: [
        text('integration_id', { key: true }),
        text('state'),
        instant('since'),
        json('recent'),
        whole('deactivations', nullable),
        whole('most_deactivations', nullable),
        text('decided_by', nullable),
        text('reason', nullable),
        instant('ends_at', nullable),
      ],
      foreignKeys: [{ column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' }],
    });
    // By hand: TypeORM would copy the whole table on SQLite, and a nullable column needs no copy.
    const collation = dialectOf(runner.dataSource) === 'postgres' ? ' COLLATE "C"' : '';
    await runner.query(`ALTER TABLE users ADD COLUMN deprovisioned_by text${collation}`);
    await runner.query('ALTER TABLE users ADD COLUMN deprovisioned_at bigint');
    await runner.query(`ALTER TABLE users ADD COLUMN deactivation_held_by text${collation}`);
    await addIndex(runner, 'users', { name: 'users_held', columns: ['deactivation_held_by'], where: 'deactivation_held_by IS NOT NULL' });
    await runner.query(`INSERT INTO resource_counts (account_id, kind, block, total)
      SELECT account_id, 'active-user', sequence / 4096, COUNT(*) FROM users WHERE active AND NOT hidden_from_scim GROUP BY account_id, sequence / 4096`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM resource_counts WHERE kind = 'active-user'`);
    await runner.dropIndex('users', 'users_held');
    for (const column of ['deactivation_held_by', 'deprovisioned_at', 'deprovisioned_by']) await runner.query(`ALTER TABLE users DROP COLUMN ${column}`);
    await runner.dropTable('provisioning_brakes');
  }
}
