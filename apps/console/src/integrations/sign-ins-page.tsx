import { Anchor } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Activity, SignIn } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { TableExport } from '../components/table-export.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { ActivityChart } from './activity-chart.js';
import { INTEGRATION_ROUTE, IntegrationPage } from './integration-layout.js';
import { type Place, readSignIns, signInsQuery } from './integration-queries.js';
import { SignInDialog } from './sign-in-dialog.js';
import { OutcomeBadge } from './outcome-badge.js';

const { signIns } = texts.integrations;

/** Who tried to sign in through the integration, and how that ended. */
export function SignInsPage() {
  return <IntegrationPage>{(_, place) => <SignIns place={place} />}</IntegrationPage>;
}

function SignIns({ place }: { place: Place }) {
  const list = useList(signInsQuery(place));
  const { attempt } = useSearch({ from: `${INTEGRATION_ROUTE}/sign-ins` });
  const navigate = useNavigate({ from: '/accounts/$accountId/settings/integrations/$integrationId/sign-ins' });
  const show = (id: string | undefined) => void navigate({ search: { attempt: id }, replace: true, resetScroll: false });
  return (
    <>
      {list.items.length > 0 && <ActivityChart place={place} title={signIns.chart} kinds={KINDS} counts={countsOf} since={({ countedSince }) => countedSince.signIns} />}
      {list.items.length > 0 && <TableExport name="sign-ins" columns={TABLE} read={(position, signal) => readSignIns(place, position, signal)} />}
      <Listing label={signIns.title} list={list} columns={columnsFor(show)} keyOf={({ id }) => id}>
        <EmptyState icon="log" title={signIns.empty}>
          {signIns.emptyHint}
        </EmptyState>
      </Listing>
      <SignInDialog accountId={place.accountId} signIn={list.items.find(({ id }) => id === attempt)} onClose={() => show(undefined)} />
    </>
  );
}

const TABLE = ['id', 'at', 'outcome', 'subject', 'userId', 'reference', 'address', 'detail', 'hint', 'assertion'] as const satisfies readonly (keyof SignIn)[];

const KINDS = [
  { name: signIns.accepted, tone: 'good' },
  { name: signIns.refused, tone: 'bad' },
] as const;

function countsOf({ signIns: counted }: Activity) {
  return counted.map(({ date, outcome, count }) => ({ date, kind: outcome === 'signed_in' ? signIns.accepted : signIns.refused, count }));
}

function columnsFor(show: (id: string) => void): readonly Column<SignIn>[] {
  const { columns } = signIns;
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
    { heading: columns.subject, width: 'minmax(0, 1.5fr)', cell: ({ subject }) => subject ?? texts.common.none },
    { heading: columns.outcome, width: 'minmax(0, 1.3fr)', cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    { heading: columns.detail, width: 'minmax(0, 2.4fr)', cell: ({ detail }) => detail ?? '' },
    { heading: columns.reference, width: '9.5rem', cell: ({ reference }) => <code>{reference}</code> },
  ];
}
