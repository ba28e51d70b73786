import { Alert, Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Webhook } from '../api/models.js';
import { useList } from '../api/pages.js';
import { useOnceSettled } from '../api/use-once-settled.js';
import { useAnnounce } from '../components/announcer.js';
import { Icon } from '../components/icon.js';
import { TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { RefusedPage } from '../components/refused-page.js';
import { texts } from '../texts/index.js';
import { Deliveries } from './deliveries.js';
import { EventTypesField } from './event-types-field.js';
import { WebhookBadge } from './webhook-badge.js';
import { WebhookDeletion } from './webhook-deletion.js';
import { deliveriesQuery, useWebhookWork, webhookQuery, type WebhookPlace } from './webhook-queries.js';
import { SecretRotation } from './secret-rotation.js';

const { webhooks } = texts;

/** A webhook: whether it works, what it was told, its settings. */
export function WebhookPage() {
  const place = useParams({ from: '/signed-in/accounts/$accountId/settings/webhooks/$webhookId' });
  const { data, error, refetch } = useQuery(webhookQuery(place));
  // They stand above the settings, which they would push down if they came later.
  const [state] = useState(useSearch({ from: '/signed-in/accounts/$accountId/settings/webhooks/$webhookId' }).state);
  const isThere = useOnceSettled(useList(deliveriesQuery(place, state)).isPending);
  if (data && !isThere) return <PageLoading />;
  if (!data) return error ? <RefusedPage error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return (
    <Page
      title={data.name}
      introduction={<WebhookBadge webhook={data} />}
      above={
        <TextLink to="/accounts/$accountId/settings/webhooks" params={{ accountId: place.accountId }}>
          {webhooks.title}
        </TextLink>
      }
      actions={<TestButton place={place} />}
    >
      {data.failingSince !== null && (
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
          {webhooks.failingSince} <Moment at={data.failingSince} />
        </Alert>
      )}
      <Deliveries place={place} />
      <Section title={webhooks.settings}>
        <SettingsForm key={data.updatedAt} webhook={data} place={place} />
      </Section>
      <SecretRotation webhook={data} place={place} />
      <WebhookDeletion webhook={data} place={place} />
    </Page>
  );
}

function TestButton({ place }: { place: WebhookPlace }) {
  const announce = useAnnounce();
  const test = useWebhookWork(
    place,
    () => answerOf(api.POST('/api/v1/accounts/{accountId}/webhooks/{webhookId}/test', { params: { path: place } })),
    () => announce(webhooks.tested),
  );
  return (
    <>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate(undefined)}>
        {webhooks.test}
      </Button>
      <ProblemNotice error={test.error} />
    </>
  );
}

function SettingsForm({ webhook, place }: { webhook: Webhook; place: WebhookPlace }) {
  const [{ name, url, eventTypes, enabled }, setValues] = useState(webhook);
  const announce = useAnnounce();
  const save = useWebhookWork(
    place,
    () => answerOf(api.PATCH('/api/v1/accounts/{accountId}/webhooks/{webhookId}', { params: { path: place }, body: { name, url, eventTypes, enabled } })),
    () => announce(webhooks.saved),
  );
  const change = (values: Partial<Webhook>) => setValues((before) => ({ ...before, ...values }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Switch label={webhooks.deliver} description={webhooks.deliverHelp} checked={enabled} onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })} />
        <TextInput label={webhooks.name} required value={name} onChange={({ currentTarget }) => change({ name: currentTarget.value })} />
        <TextInput label={webhooks.url} description={webhooks.urlHelp} type="url" required value={url} onChange={({ currentTarget }) => change({ url: currentTarget.value })} />
        <EventTypesField value={eventTypes} onChange={(chosen) => change({ eventTypes: chosen })} />
        <ProblemNotice error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={eventTypes.length === 0}>
            {texts.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
