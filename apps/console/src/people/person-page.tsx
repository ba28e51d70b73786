import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { User } from '../api/models.js';
import { AuditLink } from '../audit/audit-links.js';
import { useAnnounce } from '../components/announcer.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { RefusedPage } from '../components/refused-page.js';
import { texts } from '../texts/index.js';
import { ManagedBy } from './managed-by.js';
import { PersonBadges, personName } from './person-badges.js';
import { OwnerRecovery } from './owner-recovery.js';
import { PersonDeletion } from './person-deletion.js';
import { PersonExport } from './person-export.js';
import { PersonFields, personRequest, type PersonValues } from './person-fields.js';
import { PasswordReset } from './password-reset.js';
import { PersonGroups } from './person-groups.js';
import { PersonSecondFactors } from './person-second-factors.js';
import { PersonSessions } from './person-sessions.js';
import { personQuery } from './people-queries.js';

const { people } = texts;

/** A person: where he comes from, what he is, where he is signed in. */
export function PersonPage() {
  const { accountId, userId } = useParams({ from: '/signed-in/accounts/$accountId/people/$userId' });
  const { data, error, refetch } = useQuery(personQuery({ accountId, id: userId }));
  if (!data) return error ? <RefusedPage error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return (
    <Page
      title={personName(data)}
      introduction={<PersonBadges person={data} />}
      above={
        <TextLink to="/accounts/$accountId/people" params={{ accountId }}>
          {people.title}
        </TextLink>
      }
    >
      {data.warnings.map((warning) => (
        <Alert key={warning} color="yellow" variant="light" icon={<Icon name="alert" />}>
          {warning}
        </Alert>
      ))}
      <Section title={people.origin}>
        <Facts>
          <Fact name={people.columns.managedBy}>
            <ManagedBy accountId={accountId} integrationId={data.managedBy} />
          </Fact>
          {data.signInEmail !== null && <Fact name={people.passwordSignIn}>{data.signInEmail}</Fact>}
          <Fact name={texts.audit.ofPerson}>
            <div>
              <AuditLink accountId={accountId} to={userId}>
                {texts.audit.happenedToPerson}
              </AuditLink>
            </div>
            <div>
              <AuditLink accountId={accountId} by={userId}>
                {texts.audit.didPerson}
              </AuditLink>
            </div>
          </Fact>
          <Fact name={people.createdAt}>
            <Moment at={data.createdAt} />
          </Fact>
          <Fact name={people.updatedAt}>
            <Moment at={data.updatedAt} />
          </Fact>
        </Facts>
      </Section>
      <AttributesSection key={data.version} accountId={accountId} person={data} />
      <PersonGroups accountId={accountId} userId={userId} />
      <PersonSessions accountId={accountId} userId={userId} />
      <PasswordReset accountId={accountId} person={data} />
      <PersonSecondFactors accountId={accountId} person={data} />
      {data.role === 'owner' && <OwnerRecovery accountId={accountId} person={data} />}
      <PersonExport accountId={accountId} person={data} />
      <PersonDeletion accountId={accountId} person={data} />
    </Page>
  );
}

function AttributesSection({ accountId, person }: { accountId: string; person: User }) {
  const [values, setValues] = useState(() => valuesOf(person));
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const save = useMutation({
    mutationFn: () =>
      answerOf(api.PATCH('/api/v1/accounts/{accountId}/users/{id}', { params: { path: { accountId, id: person.id } }, body: personRequest(values) })),
    onSuccess: (after) => {
      queryClient.setQueryData(personQuery({ accountId, id: person.id }).queryKey, after);
      void queryClient.invalidateQueries({ queryKey: ['people', accountId] });
      void queryClient.invalidateQueries({ queryKey: ['person', accountId, person.id, 'sessions'] });
      announce(people.saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Section title={people.attributes}>
      <form onSubmit={submit}>
        <Stack>
          {person.managedBy !== null && (
            <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
              {people.provisioned}
            </Alert>
          )}
          <PersonFields values={values} onChange={(change) => setValues({ ...values, ...change })} error={save.error} />
          <ProblemNotice error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {texts.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function valuesOf({ userName, email, givenName, familyName, firstPhone, secondPhone, role, active }: User): PersonValues {
  return {
    ...{ userName, email: email ?? '', givenName: givenName ?? '', familyName: familyName ?? '' },
    ...{ firstPhone: firstPhone ?? '', secondPhone: secondPhone ?? '', role, active },
  };
}
