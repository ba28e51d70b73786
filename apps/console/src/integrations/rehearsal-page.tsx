import { Button, FileButton, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { IntegrationPage } from './integration-layout.js';
import type { Place } from './integration-queries.js';
import { RehearsalOutcome } from './rehearsal-outcome.js';

const { rehearsal: words } = texts;
type LookUp = 'userName' | 'email';

/** What provisioning would do with a list of users, before it does. */
export function RehearsalPage() {
  return <IntegrationPage>{(_, place) => <Rehearse place={place} />}</IntegrationPage>;
}

function Rehearse({ place }: { place: Place }) {
  const [file, setFile] = useState<File | null>(null);
  const [lookUp, setLookUp] = useState<LookUp>('userName');
  const rehearse = useRehearsal(place);
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    rehearse.mutate({ file: chosen, lookUp });
  };
  return (
    <>
      <Section title={words.title}>
        <Text size="sm">{words.introduction}</Text>
        <NativeSelect
          label={words.lookUp}
          maw={320}
          value={lookUp}
          onChange={({ currentTarget }) => setLookUp(currentTarget.value as LookUp)}
          data={(['userName', 'email'] as const).map((value) => ({ value, label: words.lookUps[value] }))}
        />
        <Group>
          <FileButton onChange={choose} accept=".json,.csv,application/json,text/csv">
            {(button) => <Button {...button}>{words.file}</Button>}
          </FileButton>
          {file && (
            <Button variant="default" onClick={() => rehearse.mutate({ file, lookUp })}>
              {words.again}
            </Button>
          )}
          {file && <Text size="sm">{words.chosen(file.name)}</Text>}
        </Group>
        <ProblemNotice error={rehearse.error} />
        {rehearse.isPending && <PageLoading text={words.running} />}
      </Section>
      {rehearse.data && <RehearsalOutcome key={rehearse.submittedAt} rehearsal={rehearse.data} accountId={place.accountId} />}
    </>
  );
}

function useRehearsal(path: Place) {
  return useMutation({
    mutationFn: async ({ file, lookUp }: { file: File; lookUp: LookUp }) => {
      const list = await file.text();
      const type = /\.csv$/i.test(file.name) || file.type === 'text/csv' ? 'text/csv' : 'application/json';
      return answerOf(
        api.POST('/api/v1/accounts/{accountId}/integrations/{id}/scim/rehearsal', {
          params: { path, query: { lookUp } },
          headers: { 'content-type': type },
          body: list as never,
          // As it lies there: the service says what is wrong with it.
          bodySerializer: () => list,
        }),
      );
    },
  });
}
