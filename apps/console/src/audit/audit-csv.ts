import type { AuditEvent } from '../api/models.js';

type Cell = (event: AuditEvent) => unknown;

const COLUMNS: Readonly<Record<string, Cell>> = {
  at: ({ at }) => at,
  action: ({ action }) => action,
  actorKind: ({ actor }) => actor.kind,
  actorId: ({ actor }) => actor.id,
  actorName: ({ actor }) => actor.name,
  subjectKind: ({ subject }) => subject.kind,
  subjectId: ({ subject }) => subject.id,
  subjectName: ({ subject }) => subject.name,
  address: ({ address }) => address,
  reference: ({ reference }) => reference,
  before: ({ before }) => before && JSON.stringify(before),
  after: ({ after }) => after && JSON.stringify(after),
};

/** As a table (RFC 4180). */
export function auditCsv(events: readonly AuditEvent[]): string {
  const rows = events.map((event) => Object.values(COLUMNS).map((cell) => quoted(cell(event))));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

// A text that a spreadsheet would take for a formula begins with a quotation mark of its own (OWASP, CSV injection).
const FORMULA = /^[=+\-@\t\r]/;

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
