import { useList } from '../api/pages.js';
import { Section } from '../components/page.js';
import { Listing } from '../components/listing.js';
import { groupColumns } from '../groups/group-columns.js';
import { texts } from '../texts/index.js';
import { groupsOfQuery } from './people-queries.js';

const { groups } = texts;

/** The groups that somebody is in, and where they come from. */
export function PersonGroups({ accountId, userId }: { accountId: string; userId: string }) {
  const list = useList(groupsOfQuery({ accountId, userId }));
  return (
    <Section title={groups.ofPerson}>
      <Listing label={groups.ofPerson} list={list} columns={groupColumns(accountId)} keyOf={({ id }) => id}>
        <p>{groups.inNone}</p>
      </Listing>
    </Section>
  );
}
