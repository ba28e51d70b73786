import { Button, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { DeliveryDetails } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Dialog } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { JsonBlock } from '../components/json-block.js';
import { Moment } from '../components/moment.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { deliveryQuery, useWebhookWork, type WebhookPlace } from './webhook-queries.js';

const { deliveries } = texts;

interface DeliveryDialogProps {
  readonly place: WebhookPlace;
  readonly eventId: string | undefined;
  readonly onClose: () => void;
}

/** One delivery: what is sent, and every attempt. */
export function DeliveryDialog({ place, eventId, onClose }: DeliveryDialogProps) {
  return (
    <Dialog title={deliveries.event} opened={eventId !== undefined} onClose={onClose} size="xl">
      {eventId !== undefined && <Attempts place={place} eventId={eventId} />}
    </Dialog>
  );
}

function Attempts({ place, eventId }: { place: WebhookPlace; eventId: string }) {
  const path = { ...place, eventId };
  const { data, error, refetch } = useQuery(deliveryQuery(path));
  const announce = useAnnounce();
  const replay = useWebhookWork(
    place,
    () => answerOf(api.POST('/api/v1/accounts/{accountId}/webhooks/{webhookId}/deliveries/{eventId}/replay', { params: { path } })),
    ({ events }) => announce(deliveries.replayed(events)),
  );
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <p role="status">{texts.common.loading}</p>;
  return (
    <Stack>
      <Facts>
        <Fact name={deliveries.columns.type}>
          <code>{data.type}</code>
        </Fact>
        <Fact name={deliveries.columns.state}>{deliveries.states[data.state]}</Fact>
        <Fact name={deliveries.columns.at}>
          <Moment at={data.occurredAt} as="exact" />
        </Fact>
        {data.settledAt && (
          <Fact name={deliveries.settled}>
            <Moment at={data.settledAt} as="exact" />
          </Fact>
        )}
      </Facts>
      <AttemptLog log={data.log} />
      <div>
        <Title order={3} size="h5" mb="xs">
          {deliveries.body}
        </Title>
        <JsonBlock value={data.body} />
      </div>
      <ProblemNotice error={replay.error} />
      <div>
        <Button variant="default" loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
          {deliveries.replay}
        </Button>
      </div>
    </Stack>
  );
}

function AttemptLog({ log }: Pick<DeliveryDetails, 'log'>) {
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {deliveries.attempts}
      </Title>
      {log.length === 0 && deliveries.noAttempt}
      <ol>
        {log.map(({ at, status, fault, durationMs }) => (
          <li key={at}>
            <Moment at={at} as="exact" />: {[status ?? deliveries.noAnswer, fault, deliveries.took(durationMs)].filter((part) => part !== null).join(' · ')}
          </li>
        ))}
      </ol>
    </div>
  );
}
