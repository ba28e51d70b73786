import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { SecondFactor, SecondFactors, User } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { type Column, VirtualTable } from '../components/virtual-table.js';
import { mayOverrule } from '../session/rights.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';
import { secondFactorsOfQuery } from './people-queries.js';
import { personName } from './person-badges.js';
import styles from './person-second-factors.module.css';

const { secondFactorsOf: words, security } = texts;

interface PersonSecondFactorsProps {
  readonly accountId: string;
  readonly person: User;
}

/** What somebody is asked for beside the password; owners and staff take it away from one who has lost it. */
export function PersonSecondFactors({ accountId, person }: PersonSecondFactorsProps) {
  const { data, error, refetch } = useQuery(secondFactorsOfQuery({ accountId, userId: person.id }));
  const session = useSession();
  const isOwn = session.user.id === person.id;
  const factors = useRef<HTMLDivElement>(null);
  return (
    <Section title={words.title}>
      {data ? (
        <>
          <div ref={factors} tabIndex={-1} className={styles.factors}>
            <Factors factors={data} hasPassword={person.signInEmail !== null} />
          </div>
          {data.items.length > 0 && !isOwn && mayOverrule(session) && <Removal accountId={accountId} person={person} onRemoved={() => factors.current?.focus()} />}
        </>
      ) : error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
      {isOwn && (
        <Text size="sm">
          {words.own} <TextLink to="/second-factors">{security.title}</TextLink>.
        </Text>
      )}
    </Section>
  );
}

function Factors({ factors: { items, recoveryCodesLeft }, hasPassword }: { factors: SecondFactors; hasPassword: boolean }) {
  if (items.length === 0) return <Text size="sm">{hasPassword ? words.none : words.withoutPassword}</Text>;
  return (
    <>
      <Text size="sm">{words.introduction}</Text>
      <VirtualTable label={words.title} columns={COLUMNS} rows={items} keyOf={({ id }) => id} />
      <Facts>
        <Fact name={words.recoveryCodes}>{recoveryCodesLeft}</Fact>
      </Facts>
    </>
  );
}

function Removal({ accountId, person, onRemoved }: PersonSecondFactorsProps & { onRemoved: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const name = personName(person);
  const path = { accountId, userId: person.id };
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/accounts/{accountId}/users/{userId}/second-factors', { params: { path } })),
    onSuccess: async () => {
      setAsking(false);
      announce(words.removed(name));
      await queryClient.invalidateQueries({ queryKey: secondFactorsOfQuery(path).queryKey });
      // The button that had the focus is gone.
      onRemoved();
    },
  });
  return (
    <div>
      <Button color="red" variant="outline" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <Confirmation
        title={words.removeQuestion(name)}
        opened={isAsking}
        onClose={() => setAsking(false)}
        confirm={words.remove}
        onConfirm={() => remove.mutate()}
        isBusy={remove.isPending}
        error={remove.error}
        isDangerous
      >
        <Text>{words.removeHelp}</Text>
      </Confirmation>
    </div>
  );
}

const COLUMNS: readonly Column<SecondFactor>[] = [
  { heading: security.columns.name, width: 'minmax(0, 1.4fr)', cell: ({ name }) => name },
  { heading: security.columns.kind, width: 'minmax(0, 1.2fr)', cell: ({ kind }) => security.kinds[kind] },
  { heading: security.columns.created, width: 'minmax(0, 1fr)', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { heading: security.columns.used, width: 'minmax(0, 1fr)', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
];
