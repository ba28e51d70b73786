import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Webhook } from '../api/models.js';
import { Confirmation, Dialog } from '../components/dialog.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import { NewSecret } from './new-webhook-dialog.js';
import { useWebhookWork, type WebhookPlace } from './webhook-queries.js';

const { webhooks } = texts;
const GRACES = [0, 1, 24, 72, 168] as const;

/** A new secret; the former one goes on for a while. */
export function SecretRotation({ webhook: { formerSecretExpiresAt }, place }: { webhook: Webhook; place: WebhookPlace }) {
  const [isAsking, setAsking] = useState(false);
  const [grace, setGrace] = useState(24);
  const [secret, setSecret] = useState<string>();
  const rotate = useWebhookWork(
    place,
    () => answerOf(api.POST('/api/v1/accounts/{accountId}/webhooks/{webhookId}/rotate', { params: { path: place, query: { grace } } })),
    (after) => {
      setAsking(false);
      setSecret(after.secret);
    },
  );
  return (
    <Section
      title={webhooks.secret}
      actions={
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {webhooks.rotate}
        </Button>
      }
    >
      <Text size="sm">
        {formerSecretExpiresAt === null ? (
          webhooks.rotateWarning
        ) : (
          <>
            {webhooks.formerUntil} <Moment at={formerSecretExpiresAt} />
          </>
        )}
      </Text>
      <Confirmation title={webhooks.rotate} opened={isAsking} onClose={() => setAsking(false)} confirm={webhooks.rotate} onConfirm={() => rotate.mutate(undefined)} isBusy={rotate.isPending} error={rotate.error}>
        <Stack gap="md">
          <Text>{webhooks.rotateWarning}</Text>
          <NativeSelect
            label={webhooks.grace}
            value={String(grace)}
            onChange={({ currentTarget }) => setGrace(Number(currentTarget.value))}
            data={GRACES.map((hours) => ({ value: String(hours), label: webhooks.hours(hours) }))}
          />
        </Stack>
      </Confirmation>
      <Dialog title={webhooks.secret} opened={secret !== undefined} onClose={() => setSecret(undefined)}>
        {secret !== undefined && <NewSecret secret={secret} onClose={() => setSecret(undefined)} />}
      </Dialog>
    </Section>
  );
}
