import type { WebhookRow } from '@app/persistence';

/** What the audit trail says of a webhook. */
export function describeWebhook({ name, url, eventTypes, enabled }: Pick<WebhookRow, 'name' | 'url' | 'eventTypes' | 'enabled'>): Record<string, unknown> {
  return { name, url, eventTypes, enabled };
}
