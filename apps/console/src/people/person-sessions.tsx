import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { UserSession } from '../api/models.js';
import { useList } from '../api/pages.js';
import { useAnnounce } from '../components/announcer.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { sessionsQuery } from './people-queries.js';

const { sessions } = texts;

interface PersonSessionsProps {
  readonly accountId: string;
  readonly userId: string;
}

/** Where somebody is signed in, and how to end that. */
export function PersonSessions({ accountId, userId }: PersonSessionsProps) {
  const list = useList(sessionsQuery({ accountId, userId }));
  const end = useEnding(accountId, userId);
  const endAll = list.items.length > 0 && (
    <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate(undefined)}>
      {sessions.endAll}
    </Button>
  );
  return (
    <Section title={sessions.title} actions={endAll}>
      <ProblemNotice error={end.error} />
      <Listing label={sessions.title} list={list} columns={columnsFor((id) => end.mutate(id))} keyOf={({ id }) => id}>
        <p>{sessions.none}</p>
      </Listing>
    </Section>
  );
}

function useEnding(accountId: string, userId: string) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (sessionId: string | undefined) =>
      sessionId === undefined
        ? answerOf(api.DELETE('/api/v1/accounts/{accountId}/users/{userId}/sessions', { params: { path: { accountId, userId } } }))
        : answerOf(api.DELETE('/api/v1/accounts/{accountId}/users/{userId}/sessions/{sessionId}', { params: { path: { accountId, userId, sessionId } } })),
    onSuccess: (_, sessionId) => {
      announce(sessionId === undefined ? sessions.endedAll : sessions.ended);
      void queryClient.invalidateQueries({ queryKey: ['person', accountId, userId, 'sessions'] });
    },
  });
}

function columnsFor(end: (id: string) => void): readonly Column<UserSession>[] {
  return [
    { heading: sessions.columns.origin, width: 'minmax(0, 1fr)', cell: ({ origin }) => texts.home.origins[origin as keyof typeof texts.home.origins] },
    { heading: sessions.columns.from, width: 'minmax(0, 1.6fr)', cell: ({ address, userAgent }) => [address, userAgent].filter(Boolean).join(' · ') },
    { heading: sessions.columns.opened, width: 'minmax(0, 1fr)', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { heading: sessions.columns.seen, width: 'minmax(0, 1fr)', cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
    {
      heading: sessions.columns.end,
      width: '6rem',
      cell: ({ id, createdAt }) => (
        <Button variant="default" size="xs" onClick={() => end(id)} aria-label={sessions.endOf(createdAt)}>
          {sessions.end}
        </Button>
      ),
    },
  ];
}
