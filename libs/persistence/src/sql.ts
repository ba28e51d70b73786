import type { Dialect } from './dialect.js';

/** What may be bound as a parameter. */
export type SqlValue = string | number | boolean | null;

/** A piece of SQL: fixed text with values and other pieces between. Values are always bound, never written into the text. */
export interface Sql {
  readonly texts: readonly string[];
  readonly parts: readonly (SqlValue | Sql)[];
}

/** `` sql`SELECT id FROM users WHERE account_id = ${accountId} AND ${condition}` `` */
export function sql(texts: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  return { texts, parts };
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
  const write = (piece: Sql): string =>
    piece.texts.reduce((written, text, position) => {
      const part = piece.parts[position - 1] as SqlValue | Sql;
      return written + (isSql(part) ? write(part) : placeholder(part)) + text;
    });
  const placeholder = (value: SqlValue): string => {
    parameters.push(value);
    return dialect === 'postgres' ? `$${parameters.length}` : '?';
  };
  return { text: write(statement), parameters };
}

function isSql(part: SqlValue | Sql): part is Sql {
  return typeof part === 'object' && part !== null;
}
