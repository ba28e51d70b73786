import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, json, text } from '../schema/migration-columns.js';

const key = { key: true };
const nullable = { nullable: true };
const ofIntegration = { column: 'integration_id', references: ['integrations', 'id'], onDelete: 'CASCADE' } as const;

export class CreateSetupLinks1764000000101 implements MigrationInterface {
  readonly name = 'CreateSetupLinks1764000000101';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'setup_links',
      columns: [
        text('id', key),
        text('account_id'),
        text('integration_id'),
        text('token_digest'),
        text('created_by', nullable),
        instant('created_at'),
        instant('expires_at'),
        instant('last_used_at', nullable),
      ],
      foreignKeys: [ofIntegration],
      indices: [
        { name: 'setup_links_by_token', columns: ['token_digest'], unique: true },
        { name: 'setup_links_by_integration', columns: ['integration_id', 'id'] },
        { name: 'setup_links_by_end', columns: ['expires_at'] },
      ],
    });
    await createTable(runner, {
      name: 'metadata_proposals',
      columns: [
        text('integration_id', key),
        text('metadata_url', nullable),
        text('metadata_xml', nullable),
        text('issuer'),
        json('provided'),
        json('certificates'),
        text('link_id'),
        text('address', nullable),
        instant('proposed_at'),
      ],
      foreignKeys: [ofIntegration],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['metadata_proposals', 'setup_links']) await runner.dropTable(table);
  }
}
