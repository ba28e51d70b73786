import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, json, text, whole } from '../schema/migration-columns.js';

const user = { column: 'user_id', references: ['users', 'id'], onDelete: 'CASCADE' } as const;
const nullable = { nullable: true };
const key = { key: true };

/** Authenticator apps, passkeys, recovery codes, and when a session's person has last proven to be there. */
export class CreateSecondFactors1764000000011 implements MigrationInterface {
  readonly name = 'CreateSecondFactors1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'second_factors',
      columns: [
        text('id', key),
        text('user_id'),
        text('kind'),
        text('name'),
        text('sealed_secret', nullable),
        whole('last_used_step', nullable),
        text('credential_id', nullable),
        text('public_key', nullable),
        whole('counter', nullable),
        json('transports'),
        instant('created_at'),
        instant('last_used_at', nullable),
      ],
      foreignKeys: [user],
      indices: [
        { name: 'second_factors_by_user', columns: ['user_id', 'id'] },
        { name: 'second_factors_by_credential', columns: ['credential_id'], unique: true },
      ],
    });
    await createTable(runner, {
      name: 'recovery_codes',
      columns: [text('user_id', key), text('code_digest', key), instant('created_at')],
      foreignKeys: [user],
    });
    await createTable(runner, {
      name: 'second_factor_challenges',
      columns: [text('token_digest', key), text('account_id'), text('user_id'), text('purpose'), text('session_id', nullable), text('sealed_state'), instant('expires_at')],
      foreignKeys: [user],
      indices: [
        { name: 'second_factor_challenges_by_user', columns: ['user_id'] },
        { name: 'second_factor_challenges_by_end', columns: ['expires_at'] },
      ],
    });
    // By hand: TypeORM would copy the whole table on SQLite, and a nullable column needs no copy.
    await runner.query('ALTER TABLE sessions ADD COLUMN proven_at bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN proven_at');
    for (const table of ['second_factor_challenges', 'recovery_codes', 'second_factors']) await runner.dropTable(table);
  }
}
