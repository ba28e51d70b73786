import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEvent } from '../api/models.js';
import { saveFile } from '../components/save-file.js';
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
      saveFile('audit-events.json', new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' }));
    },
  });
  return { start: mutate, read, isRunning: isPending, error };
}
