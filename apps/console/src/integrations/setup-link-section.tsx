import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { SetupLink } from '../api/models.js';
import { listQuery, useList } from '../api/pages.js';
import { useAnnounce } from '../components/announcer.js';
import { CopyValue } from '../components/copy-value.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { type Column, VirtualTable } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import type { Place } from './integration-queries.js';

const { setupLinks: words } = texts;
const AT = '/api/v1/accounts/{accountId}/integrations/{id}/setup-links';
const SEEN_ANEW = 15_000;

export const linksQuery = (path: Place) =>
  listQuery(['integration', path.accountId, path.id, 'setup-links'], (query, signal) => answerOf(api.GET(AT, { params: { path, query }, signal })));

/** The links by which the customer's IT administrator sets the other side up, who has no account here. */
export function SetupLinkSection({ place }: { place: Place }) {
  const list = useList({ ...linksQuery(place), refetchInterval: SEEN_ANEW });
  const { make, revoke } = useSetupLinks(place);
  return (
    <Section title={words.title}>
      <Text size="sm">{words.introduction}</Text>
      <ProblemNotice error={make.error ?? revoke.error ?? list.error} />
      {make.data && (
        <div role="status">
          <CopyValue label={words.link} value={make.data.url} note={words.shownOnce} />
        </div>
      )}
      {list.items.length > 0 && <VirtualTable label={words.list} columns={columnsFor((id) => revoke.mutate(id))} rows={list.items} keyOf={({ id }) => id} more={list.more} />}
      <div>
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {words.make}
        </Button>
      </div>
    </Section>
  );
}

function useSetupLinks(place: Place) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: linksQuery(place).queryKey });
  const make = useMutation({ mutationFn: () => answerOf(api.POST(AT, { params: { path: place } })), onSuccess: readAgain });
  const revoke = useMutation({
    mutationFn: (linkId: string) => answerOf(api.DELETE(`${AT}/{linkId}`, { params: { path: { ...place, linkId } } })),
    onSuccess: (_, linkId) => {
      if (make.data?.id === linkId) make.reset();
      announce(words.revoked);
      readAgain();
    },
  });
  return { make, revoke };
}

function columnsFor(revoke: (id: string) => void): readonly Column<SetupLink>[] {
  const { columns } = words;
  return [
    { heading: columns.created, width: 'minmax(0, 1fr)', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { heading: columns.by, width: 'minmax(0, 1.4fr)', cell: ({ createdBy }) => createdBy ?? '' },
    { heading: columns.opened, width: 'minmax(0, 1fr)', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} never={words.notYet} /> },
    { heading: columns.ends, width: 'minmax(0, 1fr)', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
    {
      heading: columns.revoke,
      width: '8rem',
      cell: ({ id, createdAt }) => (
        <Button variant="default" size="xs" onClick={() => revoke(id)} aria-label={words.revokeOf(createdAt)}>
          {words.revoke}
        </Button>
      ),
    },
  ];
}
