import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { CreatedAccount } from '../api/models.js';
import { CopyValue } from '../components/copy-value.js';
import { Dialog } from '../components/dialog.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';

const { accounts } = texts;

/** A customer's account and its owner, whose password is shown once. */
export function NewAccountDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const create = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/accounts', { body: { name, owner: { email } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const close = () => {
    onClose();
    create.reset();
    setName('');
    setEmail('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={accounts.add} opened={opened} onClose={close}>
      {create.data ? (
        <Created account={create.data} onClose={close} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput label={accounts.name} required value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus />
            <TextInput
              label={accounts.ownerEmail}
              description={accounts.ownerHelp}
              type="email"
              required
              autoComplete="off"
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <ProblemNotice error={create.error} />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {accounts.add}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

function Created({ account: { name, owner }, onClose }: { account: CreatedAccount; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="green" variant="light" role="status">
        {accounts.created(name)}
      </Alert>
      <div>
        <CopyValue label={accounts.ownerEmail} value={owner.email} />
        {owner.password !== undefined && <CopyValue label={accounts.ownerPassword} value={owner.password} />}
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose}>{texts.common.close}</Button>
      </Group>
    </Stack>
  );
}
