const FORMULA = /^[\s"']*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A table as a file (RFC 4180): the names of the columns, then a line for each row. What is no text is JSON; what a spreadsheet would take
 * for a formula begins with an apostrophe, as in the tables that the service writes itself.
 */
export function csvTable<Row>(columns: readonly (keyof Row & string)[], rows: readonly Row[]): string {
  return [columns, ...rows.map((row) => columns.map((name) => row[name]))].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
