import { useList } from '../api/pages.js';
import { TextLink } from '../components/links.js';
import { integrationsQuery } from '../integrations/integration-queries.js';
import { texts } from '../texts/index.js';

/** Where somebody comes from: an integration's provisioning client, or here. */
export function ManagedBy({ accountId, integrationId }: { accountId: string; integrationId: string | null }) {
  // There is one in each row of a table, so what was read a moment ago has to do.
  const { items } = useList({ ...integrationsQuery(accountId), refetchOnMount: true });
  if (integrationId === null) return <>{texts.people.managedHere}</>;
  const name = items.find(({ id }) => id === integrationId)?.name;
  return (
    <TextLink to="/accounts/$accountId/settings/integrations/$integrationId" params={{ accountId, integrationId }} size="sm">
      {name ?? texts.people.managedElsewhere}
    </TextLink>
  );
}
