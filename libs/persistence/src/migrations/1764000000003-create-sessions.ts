import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, instant, json, text, whole } from '../schema/migration-columns.js';

const user = { column: 'user_id', references: ['users', 'id'], onDelete: 'CASCADE' } as const;
const nullable = { nullable: true };
const key = { key: true };

export class CreateSessions1764000000003 implements MigrationInterface {
  readonly name = 'CreateSessions1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'sessions',
      columns: [
        text('id', key),
        text('token_digest'),
        text('account_id'),
        text('user_id'),
        text('origin'),
        text('integration_id', nullable),
        text('name_id', nullable),
        text('session_index', nullable),
        text('address', nullable),
        text('user_agent', nullable),
        instant('created_at'),
        instant('last_seen_at'),
        instant('expires_at'),
      ],
      foreignKeys: [user],
      indices: [
        { name: 'sessions_by_token', columns: ['token_digest'], unique: true },
        { name: 'sessions_by_user', columns: ['user_id'] },
        { name: 'sessions_by_integration', columns: ['integration_id', 'name_id'] },
        { name: 'sessions_by_end', columns: ['expires_at'] },
      ],
    });
    await createTable(runner, {
      name: 'api_keys',
      columns: [
        text('id', key),
        text('account_id'),
        text('user_id'),
        text('name'),
        text('key_digest'),
        json('scopes'),
        flag('made_by_password'),
        instant('created_at'),
        instant('expires_at', nullable),
        instant('last_used_at', nullable),
      ],
      foreignKeys: [user],
      indices: [
        { name: 'api_keys_by_digest', columns: ['key_digest'], unique: true },
        { name: 'api_keys_by_account', columns: ['account_id', 'id'] },
        { name: 'api_keys_by_user', columns: ['user_id'] },
      ],
    });
    await createTable(runner, {
      name: 'sign_in_codes',
      columns: [text('code_digest', key), text('session_id'), text('account_id'), instant('expires_at')],
      indices: [{ name: 'sign_in_codes_by_end', columns: ['expires_at'] }],
    });
    await createTable(runner, {
      name: 'rate_windows',
      columns: [text('key', key), whole('taken'), instant('ends_at')],
      indices: [{ name: 'rate_windows_by_end', columns: ['ends_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['rate_windows', 'sign_in_codes', 'api_keys', 'sessions']) await runner.dropTable(table);
  }
}
