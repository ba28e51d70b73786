import { TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccount } from '../accounts/account-queries.js';
import type { IdentityProvider } from '../api/models.js';
import { EmptyState } from '../components/empty-state.js';
import { Icon } from '../components/icon.js';
import { ButtonLink, TextLink } from '../components/links.js';
import { Page } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { RefusedPage } from '../components/refused-page.js';
import { texts } from '../texts/index.js';
import styles from './catalogue-page.module.css';
import { providersQuery } from './integration-queries.js';

const { catalogue, integrations } = texts;
const TYPING_PAUSE = 200;

/** Add Integration: search for an identity provider. */
export function CataloguePage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), TYPING_PAUSE);
  const { data, error, refetch } = useQuery(providersQuery(settled));
  const account = useAccount(accountId);
  if (account.error) return <RefusedPage error={account.error} onRetry={() => void account.refetch()} />;
  if (account.name === undefined) return <PageLoading />;
  return (
    <Page
      title={catalogue.title}
      introduction={catalogue.introduction}
      above={
        <TextLink to="/accounts/$accountId/settings/integrations" params={{ accountId }}>
          {integrations.title}
        </TextLink>
      }
    >
      <TextInput
        type="search"
        label={catalogue.search}
        placeholder={catalogue.example}
        leftSection={<Icon name="search" />}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        className={styles.search}
      />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {!data && !error && <PageLoading />}
      <p className={styles.count} role="status">
        {data && catalogue.found(data.items.length)}
      </p>
      {data?.items.length === 0 && (
        <EmptyState icon="search" title={catalogue.nothing}>
          {catalogue.nothingHint}
        </EmptyState>
      )}
      <ul className={styles.providers}>
        {data?.items.map((provider) => <Provider key={provider.key} provider={provider} accountId={accountId} />)}
      </ul>
    </Page>
  );
}

function Provider({ provider: { key, name, description, protocol }, accountId }: { provider: IdentityProvider; accountId: string }) {
  return (
    <li className={styles.provider}>
      <div>
        <Title order={2} size="h4">
          {name}
        </Title>
        <p className={styles.description}>{description}</p>
        <p className={styles.protocol}>{catalogue.protocols[protocol]}</p>
      </div>
      <ButtonLink to="/accounts/$accountId/settings/integrations/add/$provider" params={{ accountId, provider: key }}>
        {catalogue.add(name)}
      </ButtonLink>
    </li>
  );
}
