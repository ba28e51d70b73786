import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, instant, json, sequence, text, whole } from '../schema/migration-columns.js';

const account = { column: 'account_id', references: ['accounts', 'id'], onDelete: 'CASCADE' } as const;
const user = { column: 'user_id', references: ['users', 'id'], onDelete: 'CASCADE' } as const;
const nullable = { nullable: true };
const key = { key: true };

export class CreateAccountsAndUsers1764000000001 implements MigrationInterface {
  readonly name = 'CreateAccountsAndUsers1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'accounts',
      columns: [text('id', key), text('name'), flag('sso_required'), json('preferences'), instant('created_at'), instant('updated_at')],
    });
    await createTable(runner, {
      name: 'users',
      columns: [
        sequence('sequence'),
        text('id'),
        text('account_id'),
        text('user_name'),
        text('user_name_folded'),
        text('email', nullable),
        text('given_name', nullable),
        text('family_name', nullable),
        text('display_name', nullable),
        flag('active'),
        flag('owner'),
        flag('admin'),
        flag('staff'),
        text('first_phone', nullable),
        text('second_phone', nullable),
        text('sign_in_email', nullable),
        text('password_hash', nullable),
        text('managed_by', nullable),
        flag('hidden_from_scim'),
        json('attributes'),
        whole('version'),
        instant('created_at'),
        instant('updated_at'),
      ],
      foreignKeys: [account],
      indices: [
        { name: 'users_by_id', columns: ['id'], unique: true },
        { name: 'users_by_account', columns: ['account_id', 'sequence'] },
        { name: 'users_by_sign_in_email', columns: ['sign_in_email'] },
      ],
    });
    await createTable(runner, {
      name: 'user_identifiers',
      columns: [text('account_id', key), text('value', key), text('user_id')],
      foreignKeys: [user],
      indices: [{ name: 'user_identifiers_by_user', columns: ['user_id'] }],
    });
    await createTable(runner, {
      name: 'user_emails',
      columns: [
        text('user_id', key),
        whole('position', key),
        text('account_id'),
        text('value'),
        text('value_folded'),
        text('type', nullable),
        text('display', nullable),
        flag('primary'),
      ],
      foreignKeys: [user],
      indices: [{ name: 'user_emails_by_value', columns: ['account_id', 'value_folded'] }],
    });
    await createTable(runner, {
      name: 'resource_counts',
      columns: [text('account_id', key), text('kind', key), whole('block', key), whole('total')],
      foreignKeys: [account],
    });
    await createTable(runner, {
      name: 'groups',
      columns: [
        sequence('sequence'),
        text('id'),
        text('account_id'),
        text('display_name'),
        text('display_name_folded'),
        text('managed_by', nullable),
        whole('version'),
        instant('created_at'),
        instant('updated_at'),
      ],
      foreignKeys: [account],
      indices: [
        { name: 'groups_by_id', columns: ['id'], unique: true },
        { name: 'groups_by_account', columns: ['account_id', 'sequence'] },
        { name: 'groups_by_display_name', columns: ['account_id', 'display_name_folded'], unique: true },
      ],
    });
    await createTable(runner, {
      name: 'group_members',
      columns: [text('group_id', key), text('member_id', key), flag('is_group')],
      foreignKeys: [{ column: 'group_id', references: ['groups', 'id'], onDelete: 'CASCADE' }],
      indices: [{ name: 'group_members_by_member', columns: ['member_id'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['group_members', 'groups', 'resource_counts', 'user_emails', 'user_identifiers', 'users', 'accounts'])
      await runner.dropTable(table);
  }
}
