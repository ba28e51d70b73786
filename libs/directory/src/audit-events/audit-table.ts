import { csvLine, type CsvValue } from '@app/http';
import type { AuditEventEntity } from '@app/persistence';

type Cell = (event: AuditEventEntity) => CsvValue;

const json = (value: Record<string, unknown> | null): CsvValue => value && JSON.stringify(value);

const COLUMNS: Readonly<Record<string, Cell>> = {
  id: ({ id }) => id,
  at: ({ at }) => new Date(at).toISOString(),
  action: ({ action }) => action,
  actorKind: ({ actorKind }) => actorKind,
  actorId: ({ actorId }) => actorId,
  actorName: ({ actorName }) => actorName,
  subjectKind: ({ subjectKind }) => subjectKind,
  subjectId: ({ subjectId }) => subjectId,
  subjectName: ({ subjectName }) => subjectName,
  address: ({ address }) => address,
  reference: ({ reference }) => reference,
  before: ({ before }) => json(before),
  after: ({ after }) => json(after),
};

/** Audit events as a table in CSV, in pieces of one batch each; `before` and `after` are JSON. */
export async function* auditTable(batches: AsyncIterable<readonly AuditEventEntity[]>): AsyncGenerator<string, void> {
  yield csvLine(Object.keys(COLUMNS));
  for await (const events of batches) yield events.map((event) => csvLine(Object.values(COLUMNS).map((cell) => cell(event)))).join('');
}
