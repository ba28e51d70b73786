import { useWholeList } from '../api/use-whole-list.js';
import { saveFile } from '../components/save-file.js';
import { type AuditFilter, readAuditEvents } from './audit-queries.js';

/** Reads everything that the filter lets through, and hands it over as a file of JSON. */
export function useAuditExport(accountId: string, filter: AuditFilter) {
  return useWholeList(
    (position, signal) => readAuditEvents(accountId, filter, position, signal),
    (events) => saveFile('audit-events.json', new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' })),
  );
}
