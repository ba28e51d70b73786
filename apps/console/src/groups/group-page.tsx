import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { GroupMember } from '../api/models.js';
import { useList } from '../api/pages.js';
import { Fact, Facts } from '../components/facts.js';
import { TextLink } from '../components/links.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { RefusedPage } from '../components/refused-page.js';
import type { Column } from '../components/virtual-table.js';
import { ManagedBy } from '../people/managed-by.js';
import { texts } from '../texts/index.js';
import { groupQuery, membersQuery } from './group-queries.js';

const { groups } = texts;

/** A group: where it comes from, and who is in it. */
export function GroupPage() {
  const { accountId, groupId } = useParams({ from: '/signed-in/accounts/$accountId/groups/$groupId' });
  const { data, error, refetch } = useQuery(groupQuery({ accountId, id: groupId }));
  const members = useList(membersQuery({ accountId, id: groupId }));
  if (!data) return error ? <RefusedPage error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return (
    <Page
      title={data.displayName}
      above={
        <TextLink to="/accounts/$accountId/groups" params={{ accountId }}>
          {groups.title}
        </TextLink>
      }
    >
      <Facts>
        <Fact name={groups.columns.managedBy}>
          <ManagedBy accountId={accountId} integrationId={data.managedBy} />
        </Fact>
        <Fact name={groups.columns.updated}>
          <Moment at={data.updatedAt} />
        </Fact>
      </Facts>
      <Section title={`${groups.members} (${data.members.toLocaleString()})`}>
        <Listing label={groups.members} list={members} columns={columnsFor(accountId)} keyOf={({ id }) => id}>
          <p>{groups.noMembers}</p>
        </Listing>
      </Section>
    </Page>
  );
}

function columnsFor(accountId: string): readonly Column<GroupMember>[] {
  const { memberColumns: columns, kinds } = groups;
  return [
    { heading: columns.name, width: 'minmax(0, 1.5fr)', cell: (member) => <MemberLink accountId={accountId} member={member} /> },
    { heading: columns.userName, width: 'minmax(0, 1.5fr)', cell: ({ userName }) => userName ?? '' },
    { heading: columns.kind, width: '6rem', cell: ({ kind }) => kinds[kind] },
  ];
}

function MemberLink({ accountId, member: { id, kind, displayName, userName } }: { accountId: string; member: GroupMember }) {
  const name = displayName ?? userName ?? id;
  return kind === 'user' ? (
    <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId: id }} size="sm">
      {name}
    </TextLink>
  ) : (
    <TextLink to="/accounts/$accountId/groups/$groupId" params={{ accountId, groupId: id }} size="sm">
      {name}
    </TextLink>
  );
}
