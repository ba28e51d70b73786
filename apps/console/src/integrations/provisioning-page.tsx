import { Anchor, Badge } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Activity, ProvisioningRequest } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { TableExport } from '../components/table-export.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { ActivityChart } from './activity-chart.js';
import { INTEGRATION_ROUTE, IntegrationPage } from './integration-layout.js';
import { type Place, provisioningQuery, readProvisioning } from './integration-queries.js';
import { ProvisioningDialog } from './provisioning-dialog.js';
import { readablePath } from './readable-path.js';

const { provisioning } = texts.integrations;

/** What the provisioning client has asked for, and what became of it. */
export function ProvisioningPage() {
  return <IntegrationPage>{(integration, place) => <Requests place={place} isOn={integration.scim.enabled} />}</IntegrationPage>;
}

function Requests({ place, isOn }: { place: Place; isOn: boolean }) {
  const list = useList(provisioningQuery(place));
  const { request } = useSearch({ from: `${INTEGRATION_ROUTE}/provisioning` });
  const navigate = useNavigate({ from: '/accounts/$accountId/settings/integrations/$integrationId/provisioning' });
  const show = (id: string | undefined) => void navigate({ search: { request: id }, replace: true, resetScroll: false });
  return (
    <>
      {list.items.length > 0 && <ActivityChart place={place} title={provisioning.chart} kinds={KINDS} counts={countsOf} since={({ countedSince }) => countedSince.provisioning} />}
      {list.items.length > 0 && <TableExport name="provisioning-log" columns={TABLE} read={(position, signal) => readProvisioning(place, position, signal)} />}
      <Listing label={provisioning.title} list={list} columns={columnsFor(show)} keyOf={({ id }) => id}>
        <EmptyState icon="log" title={provisioning.empty}>
          {isOn ? provisioning.emptyOn : provisioning.emptyOff}
        </EmptyState>
      </Listing>
      <ProvisioningDialog request={list.items.find(({ id }) => id === request)} onClose={() => show(undefined)} />
    </>
  );
}

const TABLE = ['id', 'at', 'method', 'path', 'status', 'code', 'resourceId', 'reference', 'address', 'detail', 'changes'] as const satisfies readonly (keyof ProvisioningRequest)[];

const KINDS = [
  { name: provisioning.reads, tone: 'first' },
  { name: provisioning.writes, tone: 'second' },
  { name: provisioning.deletes, tone: 'third' },
  { name: provisioning.refused, tone: 'bad' },
] as const;

const BY_METHOD: Readonly<Record<string, string>> = { GET: provisioning.reads, DELETE: provisioning.deletes };

function countsOf({ provisioning: counted }: Activity) {
  return counted.map(({ date, method, status, count }) => ({ date, kind: status >= 400 ? provisioning.refused : (BY_METHOD[method] ?? provisioning.writes), count }));
}

function columnsFor(show: (id: string) => void): readonly Column<ProvisioningRequest>[] {
  const { columns } = provisioning;
  return [
    {
      heading: columns.at,
      width: 'minmax(0, 1.2fr)',
      cell: ({ id, at }) => (
        <Anchor component="button" type="button" onClick={() => show(id)} size="sm" ta="start">
          <Moment at={at} as="exact" />
        </Anchor>
      ),
    },
    {
      heading: columns.request,
      width: 'minmax(0, 2.2fr)',
      cell: ({ method, path }) => (
        <code>
          {method} {readablePath(path)}
        </code>
      ),
    },
    { heading: columns.status, width: '5rem', cell: ({ status }) => <StatusBadge status={status} /> },
    { heading: columns.detail, width: 'minmax(0, 2fr)', cell: ({ detail }) => detail ?? '' },
    { heading: columns.reference, width: '9.5rem', cell: ({ reference }) => <code>{reference}</code> },
  ];
}

function StatusBadge({ status }: { status: number }) {
  return (
    <Badge variant="light" color={status < 400 ? 'green' : 'red'}>
      {status}
    </Badge>
  );
}
