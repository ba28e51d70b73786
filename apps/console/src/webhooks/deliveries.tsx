import { Anchor, Badge, Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { answerOf, api } from '../api/client.js';
import type { Delivery } from '../api/models.js';
import { useList } from '../api/pages.js';
import { useAnnounce } from '../components/announcer.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { DeliveryDialog } from './delivery-dialog.js';
import { deliveriesQuery, useWebhookWork, type WebhookPlace } from './webhook-queries.js';

const { deliveries } = texts;
const STATES = ['pending', 'delivered', 'failed'] as const;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

/** What a webhook was told of, and how that went. */
export function Deliveries({ place }: { place: WebhookPlace }) {
  const { event, state } = useSearch({ from: '/signed-in/accounts/$accountId/settings/webhooks/$webhookId' });
  const navigate = useNavigate({ from: '/accounts/$accountId/settings/webhooks/$webhookId' });
  const list = useList(deliveriesQuery(place, state));
  const go = (search: { event?: string; state?: Delivery['state'] }) => void navigate({ search, replace: true, resetScroll: false });
  return (
    <Section title={deliveries.title} actions={<Replay place={place} />}>
      <SegmentedControl
        aria-label={deliveries.filter}
        value={state ?? 'all'}
        onChange={(chosen) => go({ state: chosen === 'all' ? undefined : (chosen as Delivery['state']) })}
        data={[{ value: 'all', label: deliveries.all }, ...STATES.map((value) => ({ value, label: deliveries.states[value] }))]}
      />
      <Listing label={deliveries.title} list={list} columns={columnsFor((id) => go({ event: id, state }))} keyOf={({ eventId }) => eventId}>
        <EmptyState icon="log" title={deliveries.none}>
          {state === undefined ? deliveries.noneHint : deliveries.noneOfState}
        </EmptyState>
      </Listing>
      <DeliveryDialog place={place} eventId={event} onClose={() => go({ state })} />
    </Section>
  );
}

function Replay({ place }: { place: WebhookPlace }) {
  const announce = useAnnounce();
  const replay = useWebhookWork(
    place,
    () => {
      const since = new Date(Date.now() - KEPT_FOR).toISOString();
      return answerOf(api.POST('/api/v1/accounts/{accountId}/webhooks/{webhookId}/replay', { params: { path: place }, body: { since } }));
    },
    ({ events }) => announce(deliveries.replayed(events)),
  );
  return (
    <>
      <Button variant="default" size="xs" loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
        {deliveries.replayFailed}
      </Button>
      <ProblemNotice error={replay.error} />
    </>
  );
}

const COLOURS = { pending: 'yellow', delivered: 'green', failed: 'red' } as const;

function columnsFor(show: (eventId: string) => void): readonly Column<Delivery>[] {
  const { columns } = deliveries;
  return [
    {
      heading: columns.at,
      width: 'minmax(0, 1.3fr)',
      cell: ({ eventId, occurredAt }) => (
        <Anchor component="button" type="button" onClick={() => show(eventId)} size="sm" ta="start">
          <Moment at={occurredAt} as="exact" />
        </Anchor>
      ),
    },
    { heading: columns.type, width: 'minmax(0, 1.5fr)', cell: ({ type }) => <code>{type}</code> },
    {
      heading: columns.state,
      width: 'minmax(0, 1fr)',
      cell: ({ state }) => (
        <Badge variant="light" color={COLOURS[state]}>
          {deliveries.states[state]}
        </Badge>
      ),
    },
    { heading: columns.attempts, width: '6rem', cell: ({ attempts }) => attempts },
    { heading: columns.next, width: 'minmax(0, 1.2fr)', cell: ({ nextAttemptAt }) => <Moment at={nextAttemptAt} never="" /> },
  ];
}
