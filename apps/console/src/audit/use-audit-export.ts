import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEvent } from '../api/models.js';
import { auditCsv } from './audit-csv.js';
import { type AuditFilter, readAuditEvents } from './audit-queries.js';

export type Format = 'csv' | 'json';

const PAGE = 200;

/** Reads everything that the filter lets through, page after page, and hands it over as a file. */
export function useAuditExport(accountId: string, filter: AuditFilter) {
  const [read, setRead] = useState(0);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (format: Format) => {
      const events: AuditEvent[] = [];
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const { items, nextCursor } = await readAuditEvents(accountId, filter, { limit: PAGE, cursor }, new AbortController().signal);
        events.push(...items);
        setRead(events.length);
        cursor = nextCursor ?? undefined;
      }
      save(format, events);
    },
  });
  return { start: mutate, read, isRunning: isPending, error };
}

function save(format: Format, events: readonly AuditEvent[]): void {
  const text = format === 'csv' ? auditCsv(events) : JSON.stringify(events, null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `audit-events.${format}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
