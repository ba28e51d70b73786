import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { SecondFactor, SecondFactors } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Moment } from '../components/moment.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { type Column, VirtualTable } from '../components/virtual-table.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';
import { PasskeyDialog } from './passkey-dialog.js';
import { RecoveryCodes } from './recovery-codes.js';
import { secondFactorsQuery } from './second-factor-queries.js';
import { TotpDialog } from './totp-dialog.js';
import { useProof } from './use-proof.js';

const { security: words } = texts;

/** My second factors, in a session that was opened by password. */
export function SecurityPage() {
  const { origin } = useSession();
  const { data, error, refetch } = useQuery({ ...secondFactorsQuery, enabled: origin === 'password' });
  return (
    <Page title={words.title} introduction={words.introduction}>
      {origin !== 'password' ? (
        <Alert color="gray">{words.notHere}</Alert>
      ) : data ? (
        <Factors factors={data} />
      ) : error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
    </Page>
  );
}

type Adding = 'totp' | 'passkey' | undefined;

function Factors({ factors }: { factors: SecondFactors }) {
  const [adding, add] = useState<Adding>();
  const [codes, showCodes] = useState<readonly string[]>();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { withProof, dialog } = useProof();
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });
  const added = (name: string, recoveryCodes: readonly string[] | null) => {
    add(undefined);
    if (recoveryCodes) showCodes(recoveryCodes);
    announce(words.added(name));
    readAgain();
  };
  const remove = useMutation({
    mutationFn: ({ id }: SecondFactor) => withProof(() => answerOf(api.DELETE('/api/v1/session/second-factors/{id}', { params: { path: { id } } }))),
    onSuccess: (_, { name }) => {
      announce(words.removed(name));
      showCodes(undefined);
      readAgain();
    },
  });
  const renew = useMutation({
    mutationFn: () => withProof(() => answerOf(api.POST('/api/v1/session/second-factors/recovery-codes'))),
    onSuccess: ({ recoveryCodes }) => {
      showCodes(recoveryCodes);
      readAgain();
    },
  });
  return (
    <>
      <ProblemNotice error={remove.error ?? renew.error} />
      <Section title={words.factors}>
        {factors.items.length === 0 ? <Text>{words.none}</Text> : <VirtualTable label={words.factors} columns={columnsFor((factor) => remove.mutate(factor))} rows={factors.items} keyOf={({ id }) => id} />}
        <Group>
          <Button variant="default" onClick={() => add('totp')}>
            {words.addTotp}
          </Button>
          <Button variant="default" onClick={() => add('passkey')}>
            {words.addPasskey}
          </Button>
        </Group>
      </Section>
      {(factors.items.length > 0 || codes) && (
        <Section title={words.recovery}>
          <Text size="sm">{words.recoveryHelp}</Text>
          {codes ? <RecoveryCodes codes={codes} /> : <Text>{words.left(factors.recoveryCodesLeft)}</Text>}
          <div>
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              {words.renew}
            </Button>
          </div>
        </Section>
      )}
      {adding === 'totp' && <TotpDialog withProof={withProof} onAdded={added} onClose={() => add(undefined)} />}
      {adding === 'passkey' && <PasskeyDialog withProof={withProof} onAdded={added} onClose={() => add(undefined)} />}
      {dialog}
    </>
  );
}

function columnsFor(remove: (factor: SecondFactor) => void): readonly Column<SecondFactor>[] {
  const { columns } = words;
  return [
    { heading: columns.name, width: 'minmax(0, 1.4fr)', cell: ({ name }) => name },
    { heading: columns.kind, width: 'minmax(0, 1.2fr)', cell: ({ kind }) => words.kinds[kind] },
    { heading: columns.created, width: 'minmax(0, 1fr)', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { heading: columns.used, width: 'minmax(0, 1fr)', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
    {
      heading: columns.remove,
      width: '7rem',
      cell: (factor) => (
        <Button variant="default" size="xs" onClick={() => remove(factor)} aria-label={words.removeOf(factor.name)}>
          {columns.remove}
        </Button>
      ),
    },
  ];
}
