import { Anchor } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Refusal } from '../api/models.js';
import { listQuery, useList } from '../api/pages.js';
import { EmptyState } from '../components/empty-state.js';
import { Listing } from '../components/listing.js';
import { Moment } from '../components/moment.js';
import { Page } from '../components/page.js';
import { SearchForm } from '../components/search-form.js';
import type { Column } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';
import { RefusalDialog } from './refusal-dialog.js';
import { RefusalPlace } from './refusal-place.js';

const { refusals: words } = texts;

const refusalsQuery = (reference: string | undefined) =>
  listQuery(['refusals', reference ?? ''], (query, signal) => answerOf(api.GET('/api/v1/refusals', { params: { query: { ...query, reference } }, signal })));

/** For staff, whom somebody has told a reference number. */
export function RefusalsPage() {
  const { reference } = useSearch({ from: '/signed-in/refusals' });
  const navigate = useNavigate({ from: '/refusals' });
  const [shown, show] = useState<Refusal>();
  const list = useList(refusalsQuery(reference));
  return (
    <Page title={words.title} introduction={words.introduction}>
      <SearchForm key={reference} label={words.search} help={words.searchHelp} all={words.all} text={reference} onSearch={(text) => void navigate({ search: { reference: text } })} />
      <Listing label={words.list} list={list} columns={columnsFor(show)} keyOf={({ at, reference: number, code, request }) => `${at} ${number} ${code} ${request?.path}`}>
        <EmptyState icon="search" title={reference === undefined ? words.none : words.notFound}>
          {reference === undefined ? words.noneHint : words.notFoundHint}
        </EmptyState>
      </Listing>
      <RefusalDialog refusal={shown} onClose={() => show(undefined)} />
    </Page>
  );
}

function columnsFor(show: (refusal: Refusal) => void): readonly Column<Refusal>[] {
  const { columns } = words;
  return [
    {
      heading: columns.at,
      width: 'minmax(0, 1.1fr)',
      cell: (refusal) => (
        <Anchor component="button" type="button" size="sm" ta="start" onClick={() => show(refusal)}>
          <Moment at={refusal.at} as="exact" />
        </Anchor>
      ),
    },
    { heading: columns.kind, width: '7rem', cell: ({ kind }) => words.kinds[kind] ?? kind },
    { heading: columns.place, width: 'minmax(0, 1.2fr)', cell: (refusal) => <RefusalPlace {...refusal} /> },
    { heading: columns.detail, width: 'minmax(0, 2.4fr)', cell: ({ detail, code }) => detail ?? texts.outcomes(code ?? '') },
    { heading: columns.reference, width: '9.5rem', cell: ({ reference }) => <code>{reference}</code> },
  ];
}
