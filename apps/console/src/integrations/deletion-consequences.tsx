import { Alert, List } from '@mantine/core';
import type { IntegrationDeletion } from '../api/models.js';
import { Icon } from '../components/icon.js';
import { TextLink } from '../components/links.js';
import { texts } from '../texts/index.js';

const { deletion: words } = texts.integrations;

interface DeletionConsequencesProps {
  readonly accountId: string;
  readonly preview: IntegrationDeletion;
}

/** What the deletion of an integration does to whom; whom it shuts out stands first. */
export function DeletionConsequences({ accountId, preview: { endedSessions, releasedPeople, releasedGroups, scimEnabled, withoutWayIn } }: DeletionConsequencesProps) {
  return (
    <>
      {withoutWayIn.total > 0 && <ShutOut accountId={accountId} withoutWayIn={withoutWayIn} />}
      <List size="sm" spacing="xs" mt="xs">
        <List.Item>{words.sessions(endedSessions)}</List.Item>
        {releasedPeople + releasedGroups > 0 && <List.Item>{words.released(releasedPeople, releasedGroups)}</List.Item>}
        {scimEnabled && <List.Item>{words.scim}</List.Item>}
      </List>
    </>
  );
}

function ShutOut({ accountId, withoutWayIn: { total, people } }: { accountId: string; withoutWayIn: IntegrationDeletion['withoutWayIn'] }) {
  return (
    <Alert color="red" variant="light" icon={<Icon name="alert" />} title={words.shutOut(total)}>
      <p>{words.shutOutWhy}</p>
      <details>
        <summary>{words.shutOutWho}</summary>
        {people.length < total && <p>{words.shutOutFirst(people.length)}</p>}
        <List size="sm" spacing="xs" mt="xs">
          {people.map(({ id, displayName, userName }) => (
            <List.Item key={id}>
              <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId: id }} size="sm">
                {displayName ?? userName}
              </TextLink>
            </List.Item>
          ))}
        </List>
      </details>
    </Alert>
  );
}
