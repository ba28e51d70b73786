import { Badge, Button, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { answerOf, api } from '../api/client.js';
import type { Identity } from '../api/models.js';
import { listQuery, useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { TextLink } from '../components/links.js';
import { Listing } from '../components/listing.js';
import { Section } from '../components/page.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { INTEGRATION_ROUTE, IntegrationPage } from './integration-layout.js';
import type { Place } from './integration-queries.js';

const { identities: words } = texts;

const identitiesQuery = (path: Place, mismatching: boolean) =>
  listQuery(['integration', path.accountId, path.id, 'identities', mismatching], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}/identity-check', { params: { path, query: { ...query, mismatching } }, signal })),
  );

/** By which names a person is known, side by side, and what does not match. */
export function IdentitiesPage() {
  return <IntegrationPage>{(_, place) => <Identities place={place} />}</IntegrationPage>;
}

function Identities({ place }: { place: Place }) {
  const { all = false } = useSearch({ from: `${INTEGRATION_ROUTE}/identities` });
  const navigate = useNavigate({ from: '/accounts/$accountId/settings/integrations/$integrationId/identities' });
  const list = useList(identitiesQuery(place, !all));
  const change = (
    <Button variant="default" size="xs" onClick={() => void navigate({ search: { all: all ? undefined : true } })}>
      {all ? words.mismatching : words.all}
    </Button>
  );
  return (
    <Section title={words.title} actions={change}>
      <Text size="sm">{words.introduction}</Text>
      <Listing label={words.title} list={list} columns={columnsFor(place.accountId)} keyOf={({ userId }) => userId}>
        <EmptyState icon={all ? 'person' : 'check'} title={all ? words.nobody : words.none}>
          {all ? words.nobodyHint : words.noneHint}
        </EmptyState>
      </Listing>
    </Section>
  );
}

function columnsFor(accountId: string): readonly Column<Identity>[] {
  const { columns } = words;
  return [
    {
      heading: columns.person,
      width: 'minmax(0, 1.1fr)',
      cell: ({ userId, displayName, userName }) => (
        <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId }} size="sm" fw={600}>
          {displayName ?? userName}
        </TextLink>
      ),
    },
    { heading: columns.nameId, width: 'minmax(0, 1.2fr)', cell: (identity) => <SignsInAs {...identity} /> },
    { heading: columns.userName, width: 'minmax(0, 1.2fr)', cell: ({ userName }) => userName },
    { heading: columns.email, width: 'minmax(0, 1.2fr)', cell: ({ email }) => email ?? texts.common.none },
    { heading: columns.externalId, width: 'minmax(0, 0.8fr)', cell: ({ externalId }) => externalId ?? texts.common.none },
    { heading: columns.matches, width: 'minmax(0, 3.2fr)', cell: (identity) => <Mismatches {...identity} /> },
  ];
}

function SignsInAs({ nameId, signedInAs }: Identity) {
  if (nameId === null) return <>{texts.common.never}</>;
  return (
    <>
      <div>{nameId}</div>
      {signedInAs !== null && signedInAs !== nameId && <div>{words.foundAs(signedInAs)}</div>}
    </>
  );
}

function Mismatches({ mismatches }: Identity) {
  if (mismatches.length === 0) return <Badge variant="light" color="green">{words.matches}</Badge>;
  return mismatches.map(({ code, refusesSignIn, detail, hint }) => (
    <div key={code}>
      <Badge variant="light" color={refusesSignIn ? 'red' : 'yellow'}>
        {refusesSignIn ? words.keptOut : words.differs}
      </Badge>
      <div>{detail}</div>
      {hint && (
        <div>
          <strong>{texts.problems.hint}</strong> {hint}
        </div>
      )}
    </div>
  ));
}
