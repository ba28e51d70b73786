import { Anchor, Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { AuditEvent } from '../api/models.js';
import { useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Page } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import type { Column } from '../components/virtual-table.js';
import { integrationsQuery } from '../integrations/integration-queries.js';
import { texts } from '../texts/index.js';
import { AuditDialog } from './audit-dialog.js';
import styles from './audit-page.module.css';
import { type AuditFilter, auditQuery, tableAddress } from './audit-queries.js';
import { useAuditExport } from './use-audit-export.js';

const { audit } = texts;

/** Who did what, when, from where. */
export function AuditPage() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' });
  const filter = useSearch({ from: '/signed-in/accounts/$accountId/settings/audit' });
  const list = useList(auditQuery(accountId, filter));
  const [shown, show] = useState<AuditEvent>();
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <Page title={audit.title} introduction={audit.introduction} actions={<Export accountId={accountId} filter={filter} />}>
      <Filter key={JSON.stringify(filter)} accountId={accountId} filter={filter} />
      <Listing label={audit.title} list={list} columns={columnsFor(show)} keyOf={({ id }) => id}>
        <EmptyState icon="log" title={audit.none}>
          {isFiltered ? audit.noneOfFilter : audit.noneHint}
        </EmptyState>
      </Listing>
      <AuditDialog accountId={accountId} event={shown} onClose={() => show(undefined)} />
    </Page>
  );
}

function Filter({ accountId, filter }: { accountId: string; filter: AuditFilter }) {
  const integrations = useList({ ...integrationsQuery(accountId), refetchOnMount: true });
  const navigate = useNavigate({ from: '/accounts/$accountId/settings/audit' });
  const [values, setValues] = useState(filter);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ search: values });
  };
  return (
    <form role="search" className={styles.filter} onSubmit={apply}>
      {(['action', 'actorId', 'subjectId'] as const).map((name) => (
        <TextInput
          key={name}
          label={audit.filters[name]}
          placeholder={audit.examples[name]}
          value={values[name] ?? ''}
          onChange={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value.trim() || undefined })}
        />
      ))}
      {(['from', 'to'] as const).map((name) => (
        <TextInput key={name} type="date" label={audit.filters[name]} value={values[name] ?? ''} onChange={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value || undefined })} />
      ))}
      <NativeSelect
        label={audit.filters.integrationId}
        value={values.integrationId ?? ''}
        onChange={({ currentTarget }) => setValues({ ...values, integrationId: currentTarget.value || undefined })}
        data={[{ value: '', label: audit.anyIntegration }, ...integrations.items.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <ProblemNotice error={integrations.error} onRetry={integrations.refetch} />
      <Button type="submit" variant="default">
        {audit.filter}
      </Button>
      {Object.values(filter).some(Boolean) && (
        <Button variant="subtle" onClick={() => void navigate({ search: {} })}>
          {audit.everything}
        </Button>
      )}
    </form>
  );
}

function Export({ accountId, filter }: { accountId: string; filter: AuditFilter }) {
  const { start, count, isRunning, error } = useAuditExport(accountId, filter);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={isRunning}>
            {audit.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={tableAddress(accountId, filter)} download>
            {audit.asCsv}
          </Menu.Item>
          <Menu.Item onClick={start}>{audit.asJson}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span role="status">{isRunning && texts.common.linesRead(count)}</span>
      <ProblemNotice error={error} />
    </>
  );
}

function columnsFor(show: (event: AuditEvent) => void): readonly Column<AuditEvent>[] {
  const { columns } = audit;
  return [
    {
      heading: columns.at,
      width: 'minmax(0, 1.2fr)',
      cell: (event) => (
        <Anchor component="button" type="button" onClick={() => show(event)} size="sm" ta="start">
          <Moment at={event.at} as="exact" />
        </Anchor>
      ),
    },
    { heading: columns.action, width: 'minmax(0, 1.4fr)', cell: ({ action }) => <code>{action}</code> },
    { heading: columns.actor, width: 'minmax(0, 1.4fr)', cell: ({ actor }) => actor.name ?? actor.kind },
    { heading: columns.subject, width: 'minmax(0, 1.4fr)', cell: ({ subject }) => subject.name ?? subject.kind },
    { heading: columns.address, width: 'minmax(0, 1fr)', cell: ({ address }) => address ?? '' },
  ];
}
