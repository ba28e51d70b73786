import { answerOf, api } from '../api/client.js';
import type { AuditEvent } from '../api/models.js';
import { listQuery, type Page, type Position } from '../api/pages.js';

export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly integrationId?: string | undefined;
  /** Days as the browser's calendar has them, such as `2026-01-05`; both of them are meant. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const auditQuery = (accountId: string, filter: AuditFilter) =>
  listQuery(['audit', accountId, filter], (position, signal) => readAuditEvents(accountId, filter, position, signal));

export function readAuditEvents(accountId: string, filter: AuditFilter, position: Position, signal: AbortSignal): Promise<Page<AuditEvent>> {
  return answerOf(api.GET('/api/v1/accounts/{accountId}/audit-events', { params: { path: { accountId }, query: { ...narrowing(filter), ...position } }, signal }));
}

/** The table of everything that the filter lets through, which the service writes as it is read. */
export function tableAddress(accountId: string, filter: AuditFilter): string {
  const said = Object.entries(narrowing(filter)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `/api/v1/accounts/${accountId}/audit-events?${new URLSearchParams([['format', 'csv'], ...said] as string[][]).toString()}`;
}

function narrowing({ from, to, ...equal }: AuditFilter) {
  return { ...equal, from: from && startOf(from, 0), to: to && startOf(to, 1) };
}

/** The instant at which a day, or a later one, begins here; undefined for what is no day. */
function startOf(day: string, later: number): string | undefined {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  const instant = new Date(year, month - 1, date + later);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
