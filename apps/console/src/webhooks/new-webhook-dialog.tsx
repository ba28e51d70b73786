import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { CopyValue } from '../components/copy-value.js';
import { Dialog } from '../components/dialog.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { EventTypesField } from './event-types-field.js';
import type { EventType } from './webhook-queries.js';

const { webhooks } = texts;

interface NewWebhookDialogProps {
  readonly accountId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds a webhook and shows its secret, this once. */
export function NewWebhookDialog({ accountId, opened, onClose }: NewWebhookDialogProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [eventTypes, setEventTypes] = useState<EventType[]>(['*']);
  const create = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/accounts/{accountId}/webhooks', { params: { path: { accountId } }, body: { name, url, eventTypes } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['webhooks', accountId] }),
  });
  const close = () => {
    onClose();
    create.reset();
    setName('');
    setUrl('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={webhooks.add} opened={opened} onClose={close}>
      {create.data ? (
        <NewSecret secret={create.data.secret} onClose={close} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput label={webhooks.name} required value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus />
            <TextInput label={webhooks.url} description={webhooks.urlHelp} type="url" required value={url} onChange={({ currentTarget }) => setUrl(currentTarget.value)} />
            <EventTypesField value={eventTypes} onChange={setEventTypes} />
            <ProblemNotice error={create.error} />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending} disabled={eventTypes.length === 0}>
                {webhooks.add}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

/** A secret that is nowhere else. */
export function NewSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" variant="light" role="status">
        {webhooks.secretShownOnce}
      </Alert>
      <CopyValue label={webhooks.secret} value={secret} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{texts.common.close}</Button>
      </Group>
    </Stack>
  );
}
