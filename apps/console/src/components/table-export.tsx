import { Button } from '@mantine/core';
import type { Page, Position } from '../api/pages.js';
import { useWholeList } from '../api/use-whole-list.js';
import { texts } from '../texts/index.js';
import { csvTable } from './csv.js';
import { Icon } from './icon.js';
import { ProblemNotice } from './problem-notice.js';
import { saveFile } from './save-file.js';
import styles from './table-export.module.css';

interface TableExportProps<Row> {
  /** The name of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly (keyof Row & string)[];
  readonly read: (position: Position, signal: AbortSignal) => Promise<Page<Row>>;
}

/** Hands a whole list over as a table. */
export function TableExport<Row>({ name, columns, read }: TableExportProps<Row>) {
  const { start, count, isRunning, error } = useWholeList(read, (rows) => saveFile(`${name}.csv`, new Blob([csvTable(columns, rows)], { type: 'text/csv;charset=utf-8' })));
  return (
    <div className={styles.export}>
      <span role="status">{isRunning && texts.common.linesRead(count)}</span>
      <Button variant="default" size="xs" leftSection={<Icon name="download" size={16} />} loading={isRunning} onClick={start}>
        {texts.common.asTable}
      </Button>
      <ProblemNotice error={error} onRetry={start} />
    </div>
  );
}
