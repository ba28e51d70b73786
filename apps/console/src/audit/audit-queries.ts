import { answerOf, api } from '../api/client.js';
import type { AuditEvent } from '../api/models.js';
import { listQuery, type Page, type Position } from '../api/pages.js';

export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
}

export const auditQuery = (accountId: string, filter: AuditFilter) =>
  listQuery(['audit', accountId, filter], (position, signal) => readAuditEvents(accountId, filter, position, signal));

export function readAuditEvents(accountId: string, filter: AuditFilter, position: Position, signal: AbortSignal): Promise<Page<AuditEvent>> {
  return answerOf(api.GET('/api/v1/accounts/{accountId}/audit-events', { params: { path: { accountId }, query: { ...filter, ...position } }, signal }));
}
