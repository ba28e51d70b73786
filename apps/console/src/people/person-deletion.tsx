import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { User } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import { personName } from './person-badges.js';

const { people } = texts;

/** Deletes a person, after a question. */
export function PersonDeletion({ accountId, person }: { accountId: string; person: User }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const name = personName(person);
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/accounts/{accountId}/users/{id}', { params: { path: { accountId, id: person.id } } })),
    onSuccess: async () => {
      announce(people.deleted(name));
      await navigate({ to: '/accounts/$accountId/people', params: { accountId } });
      queryClient.removeQueries({ queryKey: ['person', accountId, person.id] });
      void queryClient.invalidateQueries({ queryKey: ['people', accountId] });
    },
  });
  return (
    <Section title={people.deletion}>
      <Text size="sm">{people.deletionHelp}</Text>
      <div>
        <Button color="red" variant="outline" onClick={() => setAsking(true)}>
          {people.delete}
        </Button>
      </div>
      <Confirmation
        title={people.deleteQuestion(name)}
        opened={isAsking}
        onClose={() => setAsking(false)}
        confirm={people.delete}
        onConfirm={() => remove.mutate()}
        isBusy={remove.isPending}
        error={remove.error}
        isDangerous
      >
        <Text>{people.deletionHelp}</Text>
      </Confirmation>
    </Section>
  );
}
