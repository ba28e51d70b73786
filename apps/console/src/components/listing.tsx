import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';
import styles from './listing.module.css';
import { ProblemNotice } from './problem-notice.js';
import { type Column, VirtualTable } from './virtual-table.js';

interface ListingProps<Row> {
  readonly label: string;
  readonly list: {
    readonly items: readonly Row[];
    readonly error: unknown;
    readonly isPending: boolean;
    readonly more: { readonly isLoading: boolean; load(): void } | undefined;
    refetch(): void;
  };
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** What stands there while the list is empty. */
  readonly children: ReactNode;
}

const ROWS_ON_THEIR_WAY = 5;

/** A list of the API in each of its states: on its way, refused, empty, there. */
export function Listing<Row>({ label, list, columns, keyOf, children }: ListingProps<Row>) {
  if (list.error !== null && list.items.length === 0) return <ProblemNotice error={list.error} onRetry={list.refetch} />;
  if (list.isPending) return <OnItsWay />;
  if (list.items.length === 0) return children;
  return (
    <>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <VirtualTable label={label} columns={columns} rows={list.items} keyOf={keyOf} more={list.more} />
    </>
  );
}

function OnItsWay() {
  return (
    <div className={styles.pending} role="status" aria-label={texts.common.loading}>
      {Array.from({ length: ROWS_ON_THEIR_WAY }, (_, row) => (
        <Skeleton key={row} height={57} radius={0} />
      ))}
    </div>
  );
}
