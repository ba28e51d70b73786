/** A table of texts: each row by the names of the first one. */
export type CsvRow = Readonly<Record<string, string>>;

/**
 * Reads CSV (RFC 4180): commas, or semicolons or tabs where the first line has none; fields in quotes may hold separators, line ends and
 * doubled quotes. Empty lines are passed over.
 * @returns undefined where a quote is never closed
 */
export function readCsv(text: string): CsvRow[] | undefined {
  const lines = readFields(text.replace(/^\uFEFF/, ''));
  if (!lines) return undefined;
  const [names = [], ...rows] = lines.filter((fields) => fields.some((field) => field !== ''));
  // Without a prototype: a heading may be called __proto__.
  return rows.map((fields) => Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(names.map((name, at) => [name, fields[at] ?? '']))));
}

function readFields(text: string): string[][] | undefined {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let [row, at] = [[] as string[], 0];
  while (at < text.length) {
    const field = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
    if (!field) return undefined;
    row.push(field.value);
    at = field.end;
    if (text[at] === separator) {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function plain(text: string, start: number, separator: string): Field {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end };
}

function quoted(text: string, start: number): Field | undefined {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  return [',', ';', '\t'].find((separator) => first.includes(separator)) ?? ',';
}
