import type { Group } from '../api/models.js';
import { TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import type { Column } from '../components/virtual-table.js';
import { ManagedBy } from '../people/managed-by.js';
import { texts } from '../texts/index.js';

const { columns } = texts.groups;

/** What a list says of groups. */
export function groupColumns(accountId: string): readonly Column<Group>[] {
  return [
    {
      heading: columns.name,
      width: 'minmax(0, 1.6fr)',
      cell: ({ id, displayName }) => (
        <TextLink to="/accounts/$accountId/groups/$groupId" params={{ accountId, groupId: id }} fw={600} size="sm">
          {displayName}
        </TextLink>
      ),
    },
    { heading: columns.members, width: '6rem', cell: ({ members }) => members.toLocaleString() },
    { heading: columns.managedBy, width: 'minmax(0, 1fr)', cell: ({ managedBy }) => <ManagedBy accountId={accountId} integrationId={managedBy} /> },
    { heading: columns.updated, width: 'minmax(0, 1fr)', cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
  ];
}
