import { Alert, Button, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Brake, BrakeDetails } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Confirmation } from '../components/dialog.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { TextLink } from '../components/links.js';
import { texts } from '../texts/index.js';
import { integrationQuery, type Place } from './integration-queries.js';
import styles from './brake-section.module.css';

const { brake: words } = texts.integrations;
const AT = '/api/v1/accounts/{accountId}/integrations/{id}/scim/brake';
const HOURS = [1, 4, 24, 72, 168] as const;

type Decision = 'allow' | 'refuse' | 'lift';

const brakeQuery = (path: Place) =>
  queryOptions({
    queryKey: ['integration', path.accountId, path.id, 'brake'],
    queryFn: ({ signal }) => answerOf(api.GET(AT, { params: { path }, signal })),
  });

/** The brake on mass deprovisioning: its question while deactivations wait, and what was decided. */
export function BrakeSection({ brake, place }: { brake: Brake; place: Place }) {
  const [asked, ask] = useState<Decision>();
  const decide = useDecision(place, () => ask(undefined));
  return (
    <Section title={words.title}>
      <Alert color={ALERTING[brake.state]} variant="light" role="status" icon={<Icon name={brake.state === 'watching' ? 'check' : 'alert'} />} title={words.states[brake.state]}>
        <Text size="sm">{words.counted(brake.deactivations, brake.limit)}</Text>
        {brake.waiting > 0 && <Text size="sm">{words.waiting(brake.waiting)}</Text>}
        {brake.decidedBy !== null && <Text size="sm">{words.decidedBy(brake.decidedBy)}</Text>}
        {brake.reason !== null && <Text size="sm">{words.told(brake.reason)}</Text>}
        {brake.allowedUntil !== null && (
          <Text size="sm">
            {words.until} <Moment at={brake.allowedUntil} />
          </Text>
        )}
      </Alert>
      {brake.state === 'paused' && <Text>{words.question}</Text>}
      {brake.waiting > 0 && <WaitingPeople place={place} />}
      <div className={styles.buttons}>
        {OFFERED[brake.state].map((decision) => (
          <Button key={decision} variant={decision === 'lift' ? 'default' : 'outline'} color={decision === 'allow' ? 'red' : undefined} onClick={() => ask(decision)}>
            {wordsFor(brake)[decision]}
          </Button>
        ))}
      </div>
      <DecisionDialog key={asked} names={wordsFor(brake)} asked={asked} onClose={() => ask(undefined)} decide={decide} />
    </Section>
  );
}

/** A yes or no is one to the question, which is asked while deactivations wait. */
const wordsFor = ({ state }: Brake) => (state === 'paused' ? words.decisions : words.beforehand);

const ALERTING = { watching: 'gray', paused: 'red', allowed: 'yellow', refused: 'yellow' } as const;
const OFFERED: Readonly<Record<Brake['state'], readonly Decision[]>> = {
  watching: ['allow', 'refuse'],
  paused: ['allow', 'refuse'],
  allowed: ['lift'],
  refused: ['allow', 'lift'],
};

function WaitingPeople({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(brakeQuery(place));
  if (!data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <details>
      <summary>{words.whoWaits}</summary>
      <List size="sm" spacing="xs" mt="xs">
        {data.people.map(({ id, userName, displayName }: BrakeDetails['people'][number]) => (
          <List.Item key={id}>
            <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId: place.accountId, userId: id }} size="sm">
              {displayName ?? userName}
            </TextLink>
          </List.Item>
        ))}
      </List>
    </details>
  );
}

interface DecisionDialogProps {
  readonly names: Readonly<Record<Decision, string>>;
  readonly asked: Decision | undefined;
  readonly onClose: () => void;
  readonly decide: ReturnType<typeof useDecision>;
}

function DecisionDialog({ names, asked, onClose, decide }: DecisionDialogProps) {
  const [hours, setHours] = useState(24);
  const [reason, setReason] = useState('');
  const send = () => {
    if (asked === 'allow') decide.mutate({ decision: asked, hours });
    if (asked === 'refuse') decide.mutate({ decision: asked, ...(reason.trim() && { reason: reason.trim() }) });
    if (asked === 'lift') decide.mutate({ decision: asked });
  };
  return (
    <Confirmation
      title={asked ? names[asked] : ''}
      opened={asked !== undefined}
      onClose={onClose}
      confirm={asked ? names[asked] : ''}
      onConfirm={send}
      isBusy={decide.isPending}
      error={decide.error}
      isDangerous={asked === 'allow'}
    >
      <Stack gap="md">
        <Text>{asked && words.explained[asked]}</Text>
        {asked === 'allow' && (
          <NativeSelect
            label={words.hoursLabel}
            value={String(hours)}
            onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}
            data={HOURS.map((count) => ({ value: String(count), label: words.hours(count) }))}
          />
        )}
        {asked === 'refuse' && (
          <TextInput label={words.reason} description={words.reasonHelp} maxLength={500} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
        )}
      </Stack>
    </Confirmation>
  );
}

function useDecision(place: Place, onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (body: { decision: Decision; hours?: number; reason?: string }) => answerOf(api.POST(AT, { params: { path: place }, body })),
    onSuccess: (after) => {
      queryClient.setQueryData(brakeQuery(place).queryKey, after);
      void queryClient.invalidateQueries({ queryKey: integrationQuery(place).queryKey });
      onDone();
      announce(words.decided[after.state]);
    },
  });
}
