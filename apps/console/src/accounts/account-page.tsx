import { Alert, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Account } from '../api/models.js';
import type { paths } from '../api/schema.js';
import { useAnnounce } from '../components/announcer.js';
import { Icon } from '../components/icon.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { RefusedPage } from '../components/refused-page.js';
import { mayOverrule } from '../session/rights.js';
import { sessionQuery, useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';
import { AccountDeletion } from './account-deletion.js';
import { accountQuery } from './account-queries.js';

const { account: words } = texts;

/** An account's own settings. */
export function AccountPage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const { data, error, refetch } = useQuery(accountQuery(accountId));
  if (!data) return error ? <RefusedPage error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return (
    <Page title={words.title} introduction={words.introduction}>
      {data.warnings.map((warning) => (
        <Alert key={warning} color="yellow" variant="light" icon={<Icon name="alert" />}>
          {warning}
        </Alert>
      ))}
      <NameSection account={data} />
      <SignInSection account={data} />
      <LimitSection key={data.updatedAt} account={data} />
      <AccountDeletion account={data} />
    </Page>
  );
}

function NameSection({ account: { id, name } }: { account: Account }) {
  const [value, setValue] = useState(name);
  const isAllowed = mayOverrule(useSession());
  const change = useAccountChange(id, words.renamed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: value });
  };
  return (
    <Section title={words.name}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={words.name} required disabled={!isAllowed} description={isAllowed ? undefined : words.ownersOnly} value={value} onChange={({ currentTarget }) => setValue(currentTarget.value)} maw={400} />
          <ProblemNotice error={change.error} />
          <Group>
            <Button type="submit" disabled={!isAllowed || value === name} loading={change.isPending}>
              {texts.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function SignInSection({ account: { id, ssoRequired } }: { account: Account }) {
  const isAllowed = mayOverrule(useSession());
  const change = useAccountChange(id, words.changed);
  return (
    <Section title={words.signIn}>
      <Switch
        checked={ssoRequired}
        disabled={!isAllowed || change.isPending}
        label={words.ssoRequired}
        description={isAllowed ? words.ssoHelp : words.ownersOnly}
        onChange={({ currentTarget }) => change.mutate({ ssoRequired: currentTarget.checked })}
      />
      <ProblemNotice error={change.error} />
    </Section>
  );
}

function LimitSection({ account: { id, preferences } }: { account: Account }) {
  const [limit, setLimit] = useState(preferences.deprovisioningLimit);
  const isAllowed = mayOverrule(useSession());
  const change = useAccountChange(id, texts.limit.saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ preferences: { deprovisioningLimit: limit } });
  };
  return (
    <Section title={texts.limit.title}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{texts.limit.introduction}</Text>
          {(['percent', 'people'] as const).map((name) => (
            <TextInput
              key={name}
              label={texts.limit[name]}
              type="number"
              min={1}
              max={name === 'percent' ? 100 : 1_000_000}
              required
              disabled={!isAllowed}
              maw={400}
              value={Number.isNaN(limit[name]) ? '' : limit[name]}
              onChange={({ currentTarget }) => setLimit({ ...limit, [name]: currentTarget.valueAsNumber })}
            />
          ))}
          <ProblemNotice error={change.error} />
          <Group>
            <Button type="submit" disabled={!isAllowed} loading={change.isPending}>
              {texts.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

type AccountChanges = paths['/api/v1/accounts/{accountId}']['patch']['requestBody']['content']['application/json'];

function useAccountChange(accountId: string, done: string) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (body: AccountChanges) => answerOf(api.PATCH('/api/v1/accounts/{accountId}', { params: { path: { accountId } }, body })),
    onSuccess: async () => {
      announce(done);
      await queryClient.invalidateQueries({ queryKey: ['account', accountId] });
      void queryClient.invalidateQueries({ queryKey: ['accounts'] });
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void router.invalidate();
    },
  });
}
