import { Badge } from '@mantine/core';
import type { Webhook } from '../api/models.js';
import { texts } from '../texts/index.js';

const { webhooks } = texts;

/** Whether a webhook works. */
export function WebhookBadge({ webhook: { enabled, disabledBecause, failingSince } }: { webhook: Webhook }) {
  if (!enabled) {
    return (
      <Badge variant="light" color={disabledBecause === 'administrator' ? 'gray' : 'red'}>
        {disabledBecause === null ? webhooks.paused : webhooks.disabledBecause[disabledBecause]}
      </Badge>
    );
  }
  return (
    <Badge variant="light" color={failingSince === null ? 'green' : 'yellow'}>
      {failingSince === null ? webhooks.enabled : webhooks.failing}
    </Badge>
  );
}
