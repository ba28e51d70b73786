import { Button, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { useList } from '../api/pages.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import { integrationsQuery, type Place } from './integration-queries.js';

const { takeover: words } = texts;

/** Takes people and groups over from an integration that this one replaces. */
export function TakeoverSection({ place }: { place: Place }) {
  const [from, choose] = useState('');
  const [isAsking, setAsking] = useState(false);
  const others = useList(integrationsQuery(place.accountId)).items.filter(({ id }) => id !== place.id);
  const take = useTakeover(place, () => (setAsking(false), choose('')));
  if (others.length === 0) return null;
  const name = others.find(({ id }) => id === from)?.name ?? '';
  return (
    <Section title={words.title}>
      <Text size="sm">{words.introduction}</Text>
      <NativeSelect
        label={words.from}
        maw={400}
        value={from}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[{ value: '', label: words.choose }, ...others.map((other) => ({ value: other.id, label: `${other.name} (${other.uniqueIdentifier})` }))]}
      />
      <div>
        <Button variant="default" disabled={from === ''} onClick={() => setAsking(true)}>
          {words.take}
        </Button>
      </div>
      <Confirmation title={words.question(name)} opened={isAsking} onClose={() => setAsking(false)} confirm={words.take} onConfirm={() => take.mutate(from)} isBusy={take.isPending} error={take.error} isDangerous>
        <Text>{words.introduction}</Text>
      </Confirmation>
    </Section>
  );
}

function useTakeover(place: Place, onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (from: string) => answerOf(api.POST('/api/v1/accounts/{accountId}/integrations/{id}/takeover', { params: { path: place }, body: { from } })),
    onSuccess: ({ people, groups, scimSwitchedOff }) => {
      onDone();
      announce(words.done(people, groups, scimSwitchedOff));
      for (const kind of ['integration', 'integrations', 'people', 'person', 'groups', 'group']) void queryClient.invalidateQueries({ queryKey: [kind, place.accountId] });
    },
  });
}
