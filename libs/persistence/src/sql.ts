import type { Dialect } from './dialect.js';

/** What may be bound as a parameter. */
export type SqlValue = string | number | boolean | null;

/** A piece of SQL: fixed text with values and other pieces between. Values are always bound, never written into the text. */
export interface Sql {
  readonly texts: readonly string[];
  readonly parts: readonly (SqlValue | Sql | SqlByEngine)[];
}

/** What the two engines say differently. */
export interface SqlByEngine {
  readonly sqlite: Sql;
  readonly postgres: Sql;
}

/** `` sql`SELECT id FROM users WHERE account_id = ${accountId} AND ${condition}` `` */
export function sql(texts: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  return { texts, parts };
}

/** A piece that is chosen when the statement is rendered, so that nobody above has to know the engine. */
export function sqlByEngine(pieces: SqlByEngine): Sql {
  return { texts: ['', ''], parts: [pieces] };
}

/** Values between commas: `` sql`id IN (${listSql(ids)})` ``. Not empty. */
export function listSql(values: readonly SqlValue[]): Sql {
  return { texts: ['', ...values.slice(1).map(() => ', '), ''], parts: values };
}

/** Pieces with a separator between: `joinSql(conditions, ' AND ')`. */
export function joinSql(pieces: readonly Sql[], separator: string): Sql {
  if (pieces.length === 0) return { texts: [''], parts: [] };
  return { texts: ['', ...pieces.slice(1).map(() => separator), ''], parts: pieces };
}

/** A piece of text from our own source, such as a column's name out of a map. Never from outside. */
export function trustedSql(text: string): Sql {
  return { texts: [text], parts: [] };
}

/** The text with the engine's placeholders, and the parameters in their order. */
export function render(statement: Sql, dialect: Dialect): { text: string; parameters: SqlValue[] } {
  const parameters: SqlValue[] = [];
  return { text: write(statement, dialect, parameters), parameters };
}

/** The text of a piece; its values go to the end of `parameters`. Done for every statement, hence a loop. */
function write({ texts, parts }: Sql, dialect: Dialect, parameters: SqlValue[]): string {
  let written = texts[0] as string;
  for (let position = 1; position < texts.length; position += 1) {
    written += writePart(parts[position - 1] as Part, dialect, parameters) + (texts[position] as string);
  }
  return written;
}

function writePart(part: Part, dialect: Dialect, parameters: SqlValue[]): string {
  if (typeof part === 'object' && part !== null) return write('texts' in part ? part : part[dialect], dialect, parameters);
  parameters.push(part);
  return dialect === 'postgres' ? `$${parameters.length}` : '?';
}

type Part = Sql['parts'][number];
