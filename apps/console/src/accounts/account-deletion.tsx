import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Account, AccountContents } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Dialog } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';

const { accountDeletion: words } = texts;

/** For staff: takes an account away with everything of it, once it was said what that is and its name was typed. */
export function AccountDeletion({ account }: { account: Account }) {
  const session = useSession();
  const [isAsking, setAsking] = useState(false);
  if (!session.staff) return null;
  const isOwn = session.account.id === account.id;
  return (
    <Section title={words.title}>
      <Text size="sm">{isOwn ? words.own : words.introduction}</Text>
      {!isOwn && (
        <div>
          <Button color="red" variant="outline" onClick={() => setAsking(true)}>
            {words.ask}
          </Button>
        </div>
      )}
      <Dialog title={words.question(account.name)} opened={isAsking} onClose={() => setAsking(false)} size="md">
        <Question account={account} onClose={() => setAsking(false)} />
      </Dialog>
    </Section>
  );
}

function Question({ account: { id, name }, onClose }: { account: Account; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const remove = useDeletion(id, name);
  const preview = useQuery({
    queryKey: ['account', id, 'deletion'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/deletion-preview', { params: { path: { accountId: id } }, signal })),
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(typed);
  };
  if (!preview.data) return preview.error ? <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} /> : <PageLoading />;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{words.goes}</Text>
        <Contents contents={preview.data.contents} />
        <Alert color="red" variant="light" icon={<Icon name="alert" />}>
          {words.warning}
        </Alert>
        <TextInput label={words.confirm(name)} required autoComplete="off" autoFocus value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
        <ProblemNotice error={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" color="red" disabled={typed !== name} loading={remove.isPending}>
            {words.ask}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const KINDS = ['users', 'groups', 'integrations', 'apiKeys', 'sessions', 'webhooks', 'auditEvents', 'signIns', 'provisioningRecords'] as const satisfies readonly (keyof AccountContents)[];

function Contents({ contents }: { contents: AccountContents }) {
  return (
    <Facts>
      {KINDS.map((kind) => (
        <Fact key={kind} name={words.contents[kind]}>
          {contents[kind].toLocaleString()}
        </Fact>
      ))}
    </Facts>
  );
}

function useDeletion(accountId: string, name: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (confirm: string) => answerOf(api.DELETE('/api/v1/accounts/{accountId}', { params: { path: { accountId }, query: { confirm } } })),
    onSuccess: async () => {
      announce(words.done(name));
      await navigate({ to: '/accounts' });
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(accountId) });
      void queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
}
