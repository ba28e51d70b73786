import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Webhook } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { TextLink } from '../components/links.js';
import { Listing } from '../components/listing.js';
import { Page } from '../components/page.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { NewWebhookDialog } from './new-webhook-dialog.js';
import { WebhookBadge } from './webhook-badge.js';
import { webhooksQuery } from './webhook-queries.js';

const { webhooks } = texts;

/** The systems that are told of events. */
export function WebhooksPage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const list = useList(webhooksQuery(accountId));
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{webhooks.add}</Button>;
  return (
    <Page title={webhooks.title} introduction={webhooks.introduction} actions={list.items.length > 0 ? add : undefined}>
      <Listing label={webhooks.title} list={list} columns={columnsFor(accountId)} keyOf={({ id }) => id}>
        <EmptyState icon="webhook" title={webhooks.none} action={add}>
          {webhooks.noneHint}
        </EmptyState>
      </Listing>
      <NewWebhookDialog accountId={accountId} opened={isAdding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function columnsFor(accountId: string): readonly Column<Webhook>[] {
  const { columns } = webhooks;
  return [
    {
      heading: columns.name,
      width: 'minmax(0, 1fr)',
      cell: ({ id, name }) => (
        <TextLink to="/accounts/$accountId/settings/webhooks/$webhookId" params={{ accountId, webhookId: id }} fw={600}>
          {name}
        </TextLink>
      ),
    },
    { heading: columns.state, width: 'minmax(0, 1fr)', cell: (webhook) => <WebhookBadge webhook={webhook} /> },
    { heading: columns.events, width: 'minmax(0, 1.4fr)', cell: ({ eventTypes }) => (eventTypes.includes('*') ? webhooks.allEvents : eventTypes.join(', ')) },
    { heading: columns.url, width: 'minmax(0, 2fr)', cell: ({ url }) => url },
  ];
}
