import { Button } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { texts } from '../texts/index.js';
import styles from './virtual-table.module.css';

export interface Column<Row> {
  readonly heading: string;
  /** A track of the grid, such as `minmax(0, 2fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
}

interface VirtualTableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** There where further rows can be fetched. */
  readonly more?: { readonly isLoading: boolean; load(): void } | undefined;
}

const ROW_HEIGHT = 57;
const ROWS_BEYOND_THE_WINDOW = 10;

/** A table of any length, of which only the rows in the window exist; further ones are fetched when its end comes near. On a phone each row is a card. */
export function VirtualTable<Row>({ label, columns, rows, keyOf, more }: VirtualTableProps<Row>) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(body.current?.offsetTop ?? 0), []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: ROWS_BEYOND_THE_WINDOW,
    scrollMargin: top,
    getItemKey: (index) => keyOf(rows[index] as Row),
  });
  const items = virtualizer.getVirtualItems();
  const end = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !more.isLoading && end >= rows.length - ROWS_BEYOND_THE_WINDOW) more.load();
  }, [more, end, rows.length]);
  const tracks = { '--tracks': columns.map(({ width }) => width).join(' ') } as CSSProperties;
  return (
    <div className={styles.table} role="table" aria-label={label} aria-rowcount={more ? -1 : rows.length + 1}>
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.row} style={tracks}>
          {columns.map(({ heading }) => (
            <div key={heading} role="columnheader" className={styles.heading}>
              {heading}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 2}
            data-index={index}
            ref={virtualizer.measureElement}
            className={`${styles.row} ${styles.placed}`}
            style={{ ...tracks, transform: `translateY(${start - top}px)` }}
          >
            {columns.map(({ heading, cell }) => (
              <div key={heading} role="cell" className={styles.cell}>
                <span className={styles.label} aria-hidden="true">
                  {heading}
                </span>
                <div>{cell(rows[index] as Row)}</div>
              </div>
            ))}
          </div>
        ))}
      </div>
      {more && (
        <div className={styles.more}>
          <Button variant="subtle" loading={more.isLoading} onClick={more.load}>
            {texts.common.more}
          </Button>
        </div>
      )}
    </div>
  );
}
