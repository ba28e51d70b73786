import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Integration } from '../api/models.js';
import { AuditLink } from '../audit/audit-links.js';
import { TextLink } from '../components/links.js';
import { Page } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { RefusedPage } from '../components/refused-page.js';
import { Tabs } from '../components/tabs.js';
import { texts } from '../texts/index.js';
import { IntegrationBadges } from './integration-badges.js';
import { integrationQuery, type Place } from './integration-queries.js';

const { integrations } = texts;
const AT = '/accounts/$accountId/settings/integrations/$integrationId';
export const INTEGRATION_ROUTE = `/signed-in${AT}` as const;

const TABS = [
  { to: AT, text: integrations.tabs.overview, exact: true },
  { to: `${AT}/guide`, text: integrations.tabs.guide },
  { to: `${AT}/sign-ins`, text: integrations.tabs.signIns },
  { to: `${AT}/provisioning`, text: integrations.tabs.provisioning },
  { to: `${AT}/identities`, text: integrations.tabs.identities },
  { to: `${AT}/rehearsal`, text: integrations.tabs.rehearsal },
  { to: `${AT}/edit`, text: integrations.edit },
] as const;

/** Which integration the page is about. */
export function usePlace(): Place {
  const { accountId, integrationId } = useParams({ from: INTEGRATION_ROUTE });
  return { accountId, id: integrationId };
}

/** A page about an integration: its name, its state, its other pages. */
export function IntegrationPage({ children }: { children: (integration: Integration, place: Place) => ReactNode }) {
  const place = usePlace();
  const { data, error, refetch } = useQuery(integrationQuery(place));
  if (!data) return error ? <RefusedPage error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  const params = { accountId: place.accountId, integrationId: place.id };
  return (
    <Page
      title={data.name}
      introduction={<IntegrationBadges integration={data} />}
      actions={
        <AuditLink accountId={place.accountId} integrationId={place.id}>
          {texts.audit.allOfIntegration}
        </AuditLink>
      }
      above={
        <TextLink to="/accounts/$accountId/settings/integrations" params={params}>
          {integrations.title}
        </TextLink>
      }
    >
      <Tabs label={integrations.pagesOf(data.name)} tabs={TABS} params={params} />
      {children(data, place)}
    </Page>
  );
}
