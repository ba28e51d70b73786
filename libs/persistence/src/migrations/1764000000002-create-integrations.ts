import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, instant, json, text, whole } from '../schema/migration-columns.js';

const integration = { column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' } as const;
const nullable = { nullable: true };
const key = { key: true };

export class CreateIntegrations1764000000002 implements MigrationInterface {
  readonly name = 'CreateIntegrations1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'integrations',
      columns: [
        text('id', key),
        text('account_id'),
        text('provider'),
        text('name'),
        text('entity_id'),
        text('unique_identifier'),
        text('issuer', nullable),
        text('metadata_url', nullable),
        text('metadata_xml', nullable),
        instant('metadata_read_at', nullable),
        json('provided'),
        json('options'),
        instant('verified_at', nullable),
        flag('scim_enabled'),
        text('scim_username', nullable),
        whole('version'),
        instant('created_at'),
        instant('updated_at'),
      ],
      foreignKeys: [{ column: 'account_id', references: ['accounts', 'id'], onDelete: 'CASCADE' }],
      indices: [
        { name: 'integrations_by_unique_identifier', columns: ['unique_identifier'], unique: true },
        { name: 'integrations_by_account', columns: ['account_id', 'id'] },
        { name: 'integrations_by_issuer', columns: ['issuer'] },
        { name: 'integrations_by_scim_username', columns: ['scim_username'], unique: true },
      ],
    });
    await createTable(runner, {
      name: 'integration_certificates',
      columns: [text('integration_id', key), text('fingerprint', key), text('pem'), instant('not_before'), instant('not_after')],
      foreignKeys: [integration],
    });
    await createTable(runner, {
      name: 'scim_credentials',
      columns: [
        text('id', key),
        text('integration_id'),
        text('kind'),
        text('secret_hash'),
        text('sealed_secret', nullable),
        instant('created_at'),
        instant('first_used_at', nullable),
        instant('last_used_at', nullable),
        instant('expires_at', nullable),
      ],
      foreignKeys: [integration],
      indices: [{ name: 'scim_credentials_by_integration', columns: ['integration_id'] }],
    });
    await createTable(runner, {
      name: 'external_ids',
      columns: [text('integration_id', key), text('resource_id', key), text('value')],
      foreignKeys: [integration],
      indices: [
        { name: 'external_ids_by_value', columns: ['integration_id', 'value'] },
        { name: 'external_ids_by_resource', columns: ['resource_id'] },
      ],
    });
    await createTable(runner, {
      name: 'sign_in_requests',
      columns: [
        text('id', key),
        text('integration_id'),
        text('browser_digest'),
        text('return_to', nullable),
        text('sealed_state', nullable),
        instant('expires_at'),
      ],
      foreignKeys: [integration],
      indices: [{ name: 'sign_in_requests_by_end', columns: ['expires_at'] }],
    });
    await createTable(runner, {
      name: 'spent_assertions',
      columns: [text('integration_id', key), text('assertion_digest', key), instant('expires_at')],
      foreignKeys: [integration],
      indices: [{ name: 'spent_assertions_by_end', columns: ['expires_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['spent_assertions', 'sign_in_requests', 'external_ids', 'scim_credentials', 'integration_certificates', 'integrations'])
      await runner.dropTable(table);
  }
}
