import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, json, text, whole } from '../schema/migration-columns.js';

const nullable = { nullable: true };
const key = { key: true };

export class CreateLogs1764000000004 implements MigrationInterface {
  readonly name = 'CreateLogs1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'audit_events',
      columns: [
        text('id', key),
        text('account_id', nullable),
        instant('at'),
        text('action'),
        text('actor_kind'),
        text('actor_id', nullable),
        text('actor_name', nullable),
        text('address', nullable),
        text('reference', nullable),
        text('subject_kind'),
        text('subject_id', nullable),
        text('subject_name', nullable),
        json('before', nullable),
        json('after', nullable),
      ],
      indices: [{ name: 'audit_events_by_account', columns: ['account_id', 'id'] }],
    });
    await createTable(runner, {
      name: 'sign_in_attempts',
      columns: [
        text('id', key),
        text('account_id', nullable),
        text('integration_id', nullable),
        text('user_id', nullable),
        instant('at'),
        text('outcome'),
        text('reference'),
        text('address', nullable),
        text('subject', nullable),
        text('detail', nullable),
        text('hint', nullable),
        json('assertion', nullable),
      ],
      indices: [
        { name: 'sign_in_attempts_by_integration', columns: ['integration_id', 'id'] },
        { name: 'sign_in_attempts_by_account', columns: ['account_id', 'id'] },
        { name: 'sign_in_attempts_by_reference', columns: ['reference'] },
      ],
    });
    await createTable(runner, {
      name: 'provisioning_records',
      columns: [
        text('id', key),
        text('account_id', nullable),
        text('integration_id', nullable),
        instant('at'),
        text('method'),
        text('path'),
        whole('status'),
        text('reference'),
        text('address', nullable),
        text('resource_id', nullable),
        text('detail', nullable),
        json('changes', nullable),
      ],
      indices: [
        { name: 'provisioning_records_by_integration', columns: ['integration_id', 'id'] },
        { name: 'provisioning_records_by_reference', columns: ['reference'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['provisioning_records', 'sign_in_attempts', 'audit_events']) await runner.dropTable(table);
  }
}
