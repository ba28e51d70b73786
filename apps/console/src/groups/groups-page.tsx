import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Page } from '../components/page.js';
import { SearchForm } from '../components/search-form.js';
import { texts } from '../texts/index.js';
import { groupColumns } from './group-columns.js';
import { groupsQuery } from './group-queries.js';

const { groups } = texts;

/** The groups of an account and where they come from. */
export function GroupsPage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const { name } = useSearch({ from: '/signed-in/accounts/$accountId/groups' });
  const navigate = useNavigate({ from: '/accounts/$accountId/groups' });
  const list = useList(groupsQuery(accountId, name));
  return (
    <Page title={groups.title} introduction={groups.introduction}>
      <SearchForm key={name} label={groups.search} help={groups.searchHelp} all={groups.all} text={name} onSearch={(text) => void navigate({ search: { name: text } })} />
      <Listing label={groups.title} list={list} columns={groupColumns(accountId)} keyOf={({ id }) => id}>
        <EmptyState icon="groups" title={name === undefined ? groups.none : groups.notFound}>
          {name === undefined ? groups.noneHint : groups.notFoundHint}
        </EmptyState>
      </Listing>
    </Page>
  );
}
