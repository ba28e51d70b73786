import { qualityOf } from './accepted-type.js';

/** RFC 4180 §3; the header says that the first line holds the names. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

export type CsvValue = string | number | boolean | null | undefined;

/**
 * A line of a table (RFC 4180 §2): each cell in quotation marks, CRLF at its end. What a spreadsheet would take for a formula begins
 * with an apostrophe of ours (OWASP, CSV injection), full-width signs among them.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

const FORMULA = /^[\s"']*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function cell(value: CsvValue): string {
  const text = value === null || value === undefined ? '' : String(value);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Whether a table is asked for: text/csv is named, by a wildcard is not enough, and not less welcome than JSON. */
export function wantsCsv(accept: string): boolean {
  const table = qualityOf(accept, /^text\/csv$/);
  return table > 0 && table >= qualityOf(accept, /^application\/json$/);
}
