import { Alert, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { ApiKey, CreatedApiKey } from '../api/models.js';
import { CopyValue } from '../components/copy-value.js';
import { Dialog } from '../components/dialog.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';

const { apiKeys } = texts;
type Scope = ApiKey['scopes'][number];
const SCOPES: readonly Scope[] = ['read', 'integrations', 'users', 'all'];

interface NewApiKeyDialogProps {
  readonly accountId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a key and shows it, this once. */
export function NewApiKeyDialog({ accountId, opened, onClose }: NewApiKeyDialogProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [lastDay, setLastDay] = useState('');
  const create = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/accounts/{accountId}/api-keys', { params: { path: { accountId } }, body: { name, scopes, expiresAt: endOf(lastDay) } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys', accountId] }),
  });
  const close = () => {
    onClose();
    create.reset();
    setName('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={apiKeys.add} opened={opened} onClose={close}>
      {create.data ? (
        <Created apiKey={create.data} onClose={close} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput label={apiKeys.name} description={apiKeys.nameHelp} required value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus />
            <Checkbox.Group label={apiKeys.columns.scopes} value={scopes} onChange={(chosen) => setScopes(chosen as Scope[])}>
              <Stack gap="xs" mt="xs">
                {SCOPES.map((scope) => (
                  <Checkbox key={scope} value={scope} label={apiKeys.scopes[scope]} description={apiKeys.scopeHelp[scope]} />
                ))}
              </Stack>
            </Checkbox.Group>
            <TextInput label={apiKeys.lastDay} description={apiKeys.lastDayHelp} type="date" value={lastDay} onChange={({ currentTarget }) => setLastDay(currentTarget.value)} />
            <ProblemNotice error={create.error} />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
                {apiKeys.add}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

function Created({ apiKey: { key }, onClose }: { apiKey: CreatedApiKey; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" variant="light" role="status">
        {apiKeys.shownOnce}
      </Alert>
      <CopyValue label={apiKeys.key} value={key} note={apiKeys.keyHelp} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{texts.common.close}</Button>
      </Group>
    </Stack>
  );
}

/** The end of a day in the reader's own time zone. */
function endOf(day: string): string | undefined {
  return day === '' ? undefined : new Date(`${day}T23:59:59`).toISOString();
}
