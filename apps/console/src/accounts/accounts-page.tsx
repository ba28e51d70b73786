import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { AccountInList } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { Icon } from '../components/icon.js';
import { TextLink } from '../components/links.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Page } from '../components/page.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { accountsQuery } from './account-queries.js';
import { NewAccountDialog } from './new-account-dialog.js';

const { accounts } = texts;

const TYPING_PAUSE = 200;

/** For staff: the accounts of all customers. */
export function AccountsPage() {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), TYPING_PAUSE);
  const list = useList(accountsQuery(settled));
  const [isAdding, setAdding] = useState(false);
  return (
    <Page title={accounts.title} introduction={accounts.introduction} actions={<Button onClick={() => setAdding(true)}>{accounts.add}</Button>}>
      <TextInput type="search" label={accounts.search} leftSection={<Icon name="search" />} value={search} onChange={({ currentTarget }) => setSearch(currentTarget.value)} maw={400} />
      <Listing label={accounts.title} list={list} columns={COLUMNS} keyOf={({ id }) => id}>
        <EmptyState icon="search" title={accounts.none}>
          {accounts.noneHint}
        </EmptyState>
      </Listing>
      <NewAccountDialog opened={isAdding} onClose={() => setAdding(false)} />
    </Page>
  );
}

const COLUMNS: readonly Column<AccountInList>[] = [
  {
    heading: accounts.columns.name,
    width: 'minmax(0, 2fr)',
    cell: ({ id, name }) => (
      <TextLink to="/accounts/$accountId/settings/integrations" params={{ accountId: id }} fw={600}>
        {name}
      </TextLink>
    ),
  },
  { heading: accounts.columns.sso, width: 'minmax(0, 1fr)', cell: ({ ssoRequired }) => (ssoRequired ? accounts.ssoRequired : accounts.ssoOptional) },
  { heading: accounts.columns.created, width: 'minmax(0, 1fr)', cell: ({ createdAt }) => <Moment at={createdAt} as="day" /> },
];
