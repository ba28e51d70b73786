import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Integration } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import { DeletionConsequences } from './deletion-consequences.js';
import { integrationsQuery, type Place } from './integration-queries.js';

const { deletion } = texts.integrations;
const AT = '/api/v1/accounts/{accountId}/integrations/{id}';

/** Says what would happen to whom before anything does. */
export function DeletionSection({ integration: { name }, place }: { integration: Integration; place: Place }) {
  const [isAsking, setAsking] = useState(false);
  const preview = useQuery({
    queryKey: ['integration', place.accountId, place.id, 'deletion'],
    queryFn: ({ signal }) => answerOf(api.GET(`${AT}/deletion-preview`, { params: { path: place }, signal })),
    enabled: isAsking,
    staleTime: 0,
  });
  const remove = useDeletion(place, name);
  return (
    <Section title={deletion.title}>
      <Text size="sm">{deletion.introduction}</Text>
      <div>
        <Button color="red" variant="outline" onClick={() => setAsking(true)}>
          {deletion.ask}
        </Button>
      </div>
      <Confirmation
        title={deletion.question(name)}
        opened={isAsking}
        onClose={() => setAsking(false)}
        confirm={deletion.confirm}
        onConfirm={() => remove.mutate()}
        isBusy={remove.isPending}
        error={remove.error ?? preview.error}
        isDangerous
        isUnknown={!preview.data}
      >
        {preview.data ? <DeletionConsequences accountId={place.accountId} preview={preview.data} /> : preview.isPending && <Text>{texts.common.loading}</Text>}
      </Confirmation>
    </Section>
  );
}

function useDeletion({ accountId, id }: Place, name: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE(AT, { params: { path: { accountId, id } } })),
    onSuccess: async () => {
      announce(deletion.done(name));
      await navigate({ to: '/accounts/$accountId/settings/integrations', params: { accountId } });
      queryClient.removeQueries({ queryKey: ['integration', accountId, id] });
      void queryClient.invalidateQueries({ queryKey: integrationsQuery(accountId).queryKey });
    },
  });
}
