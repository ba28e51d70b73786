import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Webhook } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import type { WebhookPlace } from './webhook-queries.js';

const { webhooks } = texts;

export function WebhookDeletion({ webhook: { name }, place }: { webhook: Webhook; place: WebhookPlace }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/accounts/{accountId}/webhooks/{webhookId}', { params: { path: place } })),
    onSuccess: async () => {
      announce(webhooks.deleted(name));
      await navigate({ to: '/accounts/$accountId/settings/webhooks', params: { accountId: place.accountId } });
      queryClient.removeQueries({ queryKey: ['webhook', place.accountId, place.webhookId] });
      void queryClient.invalidateQueries({ queryKey: ['webhooks', place.accountId] });
    },
  });
  return (
    <Section title={webhooks.delete}>
      <Text size="sm">{webhooks.deletionHelp}</Text>
      <div>
        <Button color="red" variant="outline" onClick={() => setAsking(true)}>
          {webhooks.deletion}
        </Button>
      </div>
      <Confirmation title={webhooks.deleteQuestion(name)} opened={isAsking} onClose={() => setAsking(false)} confirm={webhooks.delete} onConfirm={() => remove.mutate()} isBusy={remove.isPending} error={remove.error} isDangerous>
        <Text>{webhooks.deletionHelp}</Text>
      </Confirmation>
    </Section>
  );
}
