import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from '../schema/migration-columns.js';

const indices = [
  ['audit_events', { name: 'audit_events_by_subject', columns: ['subject_id', 'id'] }],
  ['audit_events', { name: 'audit_events_by_actor', columns: ['actor_id', 'id'] }],
  ['sign_in_attempts', { name: 'sign_in_attempts_by_user', columns: ['user_id', 'id'] }],
  ['provisioning_records', { name: 'provisioning_records_by_resource', columns: ['resource_id', 'id'] }],
] as const;

/** So that what the logs say of one person is found without reading those of all. */
export class FindLogsOfAPerson1764000000071 implements MigrationInterface {
  readonly name = 'FindLogsOfAPerson1764000000071';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, index] of indices) await addIndex(runner, table, index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, { name }] of indices) await runner.dropIndex(table, name);
  }
}
