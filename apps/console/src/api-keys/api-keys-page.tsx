import { Anchor, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { ApiKey } from '../api/models.js';
import { listQuery, useList } from '../api/pages.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Page } from '../components/page.js';
import type { Column } from '../components/virtual-table.js';
import { PersonLink } from '../people/person-link.js';
import { texts } from '../texts/index.js';
import { NewApiKeyDialog } from './new-api-key-dialog.js';

const { apiKeys } = texts;

export const apiKeysQuery = (accountId: string) =>
  listQuery(['api-keys', accountId], (query, signal) => answerOf(api.GET('/api/v1/accounts/{accountId}/api-keys', { params: { path: { accountId }, query }, signal })));

/** The keys with which programs call the API. */
export function ApiKeysPage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const list = useList(apiKeysQuery(accountId));
  const [isAdding, setAdding] = useState(false);
  const [doomed, doom] = useState<ApiKey>();
  const remove = useDeletion(accountId, () => doom(undefined));
  const add = <Button onClick={() => setAdding(true)}>{apiKeys.add}</Button>;
  return (
    <Page title={apiKeys.title} introduction={apiKeys.introduction} actions={list.items.length > 0 ? add : undefined}>
      <Anchor href="/api/docs" target="_blank" rel="noreferrer" size="sm">
        {apiKeys.description}
      </Anchor>
      <Listing label={apiKeys.title} list={list} columns={columnsFor(accountId, doom)} keyOf={({ id }) => id}>
        <EmptyState icon="key" title={apiKeys.none} action={add}>
          {apiKeys.noneHint}
        </EmptyState>
      </Listing>
      <NewApiKeyDialog accountId={accountId} opened={isAdding} onClose={() => setAdding(false)} />
      <Confirmation
        title={apiKeys.deleteQuestion(doomed?.name ?? '')}
        opened={doomed !== undefined}
        onClose={() => doom(undefined)}
        confirm={apiKeys.delete}
        onConfirm={() => doomed && remove.mutate(doomed)}
        isBusy={remove.isPending}
        error={remove.error}
        isDangerous
      >
        <Text>{apiKeys.deleteHelp}</Text>
      </Confirmation>
    </Page>
  );
}

function useDeletion(accountId: string, onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: ({ id }: ApiKey) => answerOf(api.DELETE('/api/v1/accounts/{accountId}/api-keys/{id}', { params: { path: { accountId, id } } })),
    onSuccess: (_, { name }) => {
      onDone();
      announce(apiKeys.deleted(name));
      void queryClient.invalidateQueries({ queryKey: ['api-keys', accountId] });
    },
  });
}

function columnsFor(accountId: string, remove: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const { columns } = apiKeys;
  return [
    { heading: columns.name, width: 'minmax(0, 1.4fr)', cell: ({ name }) => <strong>{name}</strong> },
    { heading: columns.scopes, width: 'minmax(0, 1.2fr)', cell: ({ scopes }) => scopes.map((scope) => apiKeys.scopes[scope]).join(', ') },
    { heading: columns.user, width: 'minmax(0, 1.2fr)', cell: ({ userId }) => <PersonLink accountId={accountId} userId={userId} /> },
    { heading: columns.created, width: 'minmax(0, 1fr)', cell: ({ createdAt }) => <Moment at={createdAt} as="day" /> },
    { heading: columns.ends, width: 'minmax(0, 1fr)', cell: ({ expiresAt }) => <Moment at={expiresAt} as="day" never={apiKeys.endless} /> },
    { heading: columns.used, width: 'minmax(0, 1.2fr)', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
    {
      heading: columns.delete,
      width: '6rem',
      cell: (key) => (
        <Button variant="default" size="xs" onClick={() => remove(key)} aria-label={apiKeys.deleteOf(key.name)}>
          {apiKeys.delete}
        </Button>
      ),
    },
  ];
}
