import { Button } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { TextLink } from '../components/links.js';
import { Listing } from '../components/listing.js';
import { Page } from '../components/page.js';
import { SearchForm } from '../components/search-form.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { ManagedBy } from './managed-by.js';
import { PersonBadges, personName } from './person-badges.js';
import { PersonDialog } from './person-dialog.js';
import { peopleQuery } from './people-queries.js';

const { people } = texts;

/** The people of an account and where they come from. */
export function PeoplePage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const { who } = useSearch({ from: '/signed-in/accounts/$accountId/people' });
  const [isAdding, setAdding] = useState(false);
  const navigate = useNavigate({ from: '/accounts/$accountId/people' });
  const list = useList(peopleQuery(accountId, who));
  return (
    <Page title={people.title} introduction={people.introduction} actions={<Button onClick={() => setAdding(true)}>{people.add}</Button>}>
      <SearchForm key={who} label={people.search} help={people.searchHelp} all={people.everybody} text={who} onSearch={(text) => void navigate({ search: { who: text } })} />
      <Listing label={people.title} list={list} columns={columnsFor(accountId)} keyOf={({ id }) => id}>
        <EmptyState icon="person" title={who === undefined ? people.none : people.notFound}>
          {who === undefined ? people.noneHint : people.notFoundHint}
        </EmptyState>
      </Listing>
      <PersonDialog accountId={accountId} opened={isAdding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function columnsFor(accountId: string): readonly Column<User>[] {
  const { columns } = people;
  return [
    {
      heading: columns.name,
      width: 'minmax(0, 1.3fr)',
      cell: (person) => (
        <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId: person.id }} fw={600} size="sm">
          {personName(person)}
        </TextLink>
      ),
    },
    { heading: columns.email, width: 'minmax(0, 1.8fr)', cell: ({ email, userName }) => email ?? userName },
    { heading: columns.state, width: 'minmax(0, 1.2fr)', cell: (person) => <PersonBadges person={person} /> },
    { heading: columns.managedBy, width: 'minmax(0, 1fr)', cell: ({ managedBy }) => <ManagedBy accountId={accountId} integrationId={managedBy} /> },
  ];
}
