import { useParams } from '@tanstack/react-router';
import type { Integration } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { ButtonLink, TextLink } from '../components/links.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Page } from '../components/page.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { IntegrationBadges } from './integration-badges.js';
import { integrationsQuery } from './integration-queries.js';

const { integrations } = texts;

const SEEN_ANEW = 15_000;

/** Settings >> Integrations */
export function IntegrationsPage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const list = useList({ ...integrationsQuery(accountId), refetchInterval: SEEN_ANEW });
  const add = (
    <ButtonLink to="/accounts/$accountId/settings/integrations/add" params={{ accountId }}>
      {integrations.add}
    </ButtonLink>
  );
  return (
    <Page title={integrations.title} introduction={integrations.introduction} actions={list.items.length > 0 ? add : undefined}>
      <Listing label={integrations.title} list={list} columns={columnsFor(accountId)} keyOf={({ id }) => id}>
        <EmptyState icon="plug" title={integrations.empty.title} action={add}>
          {integrations.empty.whatToDo}
        </EmptyState>
      </Listing>
    </Page>
  );
}

function columnsFor(accountId: string): readonly Column<Integration>[] {
  const { columns } = integrations;
  return [
    {
      heading: columns.name,
      width: 'minmax(0, 1.2fr)',
      cell: ({ id, name, uniqueIdentifier }) => (
        <>
          <TextLink to="/accounts/$accountId/settings/integrations/$integrationId" params={{ accountId, integrationId: id }} fw={600}>
            {name}
          </TextLink>
          <div>{uniqueIdentifier}</div>
        </>
      ),
    },
    { heading: columns.state, width: 'minmax(0, 1.6fr)', cell: (integration) => <IntegrationBadges integration={integration} /> },
    { heading: columns.lastSignIn, width: 'minmax(0, 1fr)', cell: ({ lastSignInAt }) => <Moment at={lastSignInAt} /> },
    { heading: columns.provisioned, width: 'minmax(0, 1fr)', cell: ({ scim }) => <Moment at={scim.lastUsedAt} /> },
    {
      heading: columns.edit,
      width: '6rem',
      cell: ({ id, name }) => (
        <ButtonLink
          to="/accounts/$accountId/settings/integrations/$integrationId/edit"
          params={{ accountId, integrationId: id }}
          variant="default"
          size="xs"
          aria-label={integrations.editOf(name)}
        >
          {integrations.edit}
        </ButtonLink>
      ),
    },
  ];
}
