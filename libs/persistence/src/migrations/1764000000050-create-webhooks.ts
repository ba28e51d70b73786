import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, instant, json, text, whole } from '../schema/migration-columns.js';

const account = { column: 'account_id', references: ['accounts', 'id'], onDelete: 'CASCADE' } as const;
const webhook = { column: 'webhook_id', references: ['webhooks', 'id'], onDelete: 'CASCADE' } as const;
const event = { column: 'event_id', references: ['webhook_events', 'id'], onDelete: 'CASCADE' } as const;
const nullable = { nullable: true };
const key = { key: true };

export class CreateWebhooks1764000000050 implements MigrationInterface {
  readonly name = 'CreateWebhooks1764000000050';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'webhooks',
      columns: [
        text('id', key),
        text('account_id'),
        text('name'),
        text('url'),
        json('event_types'),
        text('sealed_secret'),
        text('former_sealed_secret', nullable),
        instant('former_secret_expires_at', nullable),
        flag('enabled'),
        text('disabled_because', nullable),
        instant('failing_since', nullable),
        whole('version'),
        instant('created_at'),
        instant('updated_at'),
      ],
      foreignKeys: [account],
      indices: [{ name: 'webhooks_by_account', columns: ['account_id', 'id'] }],
    });
    await createTable(runner, {
      name: 'webhook_events',
      columns: [text('id', key), text('account_id'), text('type'), instant('occurred_at'), text('body')],
      foreignKeys: [account],
    });
    await createTable(runner, {
      name: 'webhook_deliveries',
      columns: [
        text('event_id', key),
        text('webhook_id', key),
        text('state'),
        whole('attempts'),
        instant('due_at', nullable),
        instant('created_at'),
        instant('settled_at', nullable),
      ],
      foreignKeys: [event, webhook],
      indices: [
        { name: 'webhook_deliveries_by_webhook', columns: ['webhook_id', 'event_id'] },
        { name: 'webhook_deliveries_due', columns: ['webhook_id', 'due_at'] },
      ],
    });
    await createTable(runner, {
      name: 'webhook_attempts',
      columns: [text('id', key), text('webhook_id'), text('event_id'), instant('at'), whole('status', nullable), text('fault', nullable), whole('duration_ms')],
      foreignKeys: [webhook],
      indices: [{ name: 'webhook_attempts_by_webhook', columns: ['webhook_id', 'id'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_attempts', 'webhook_deliveries', 'webhook_events', 'webhooks']) await runner.dropTable(table);
  }
}
