import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEvent } from '../api/models.js';
import { type AuditFilter, readAuditEvents } from './audit-queries.js';

const PAGE = 200;

/** Reads everything that the filter lets through, page after page, and hands it over as a file of JSON. */
export function useAuditExport(accountId: string, filter: AuditFilter) {
  const [read, setRead] = useState(0);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const events: AuditEvent[] = [];
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const { items, nextCursor } = await readAuditEvents(accountId, filter, { limit: PAGE, cursor }, new AbortController().signal);
        events.push(...items);
        setRead(events.length);
        cursor = nextCursor ?? undefined;
      }
      save(events);
    },
  });
  return { start: mutate, read, isRunning: isPending, error };
}

function save(events: readonly AuditEvent[]): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'audit-events.json' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
