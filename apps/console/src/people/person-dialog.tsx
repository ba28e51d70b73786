import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { useAnnounce } from '../components/announcer.js';
import { Dialog } from '../components/dialog.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { personName } from './person-badges.js';
import { PersonFields, personRequest, type PersonValues } from './person-fields.js';

const { people } = texts;
const EMPTY: PersonValues = { userName: '', email: '', givenName: '', familyName: '', firstPhone: '', secondPhone: '', role: 'member', active: true };

interface PersonDialogProps {
  readonly accountId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds a person by hand. */
export function PersonDialog({ accountId, opened, onClose }: PersonDialogProps) {
  const [values, setValues] = useState(EMPTY);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const create = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/accounts/{accountId}/users', { params: { path: { accountId } }, body: personRequest(values) })),
    onSuccess: (person) => {
      announce(people.added(personName(person)));
      setValues(EMPTY);
      onClose();
      void queryClient.invalidateQueries({ queryKey: ['people', accountId] });
      void navigate({ to: '/accounts/$accountId/people/$userId', params: { accountId, userId: person.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={people.add} opened={opened} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <PersonFields values={values} onChange={(change) => setValues({ ...values, ...change })} error={create.error} />
          <ProblemNotice error={create.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {people.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
