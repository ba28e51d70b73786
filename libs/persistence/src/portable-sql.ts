import { type Sql, sql, sqlByEngine, trustedSql } from './sql.js';

/**
 * Words that both engines know, each by another name. Texts compare by their bytes (SQLite's BINARY, `COLLATE "C"`); JSON is kept as
 * text on both. A path is made of names from our own schemas, never from outside.
 */

/** A text of ours among texts out of columns. */
export function textSql(value: string): Sql {
  return sqlByEngine({ sqlite: sql`CAST(${value} AS text)`, postgres: sql`CAST(${value} AS text) COLLATE "C"` });
}

/** `foldCase` of the kernel. */
export function foldedSql(text: Sql): Sql {
  return sqlByEngine({ sqlite: sql`fold_case(${text})`, postgres: sql`lower(normalize(${text}, NFC) COLLATE "und-x-icu") COLLATE "C"` });
}

/** The text at a place of a JSON value; NULL where there is none. */
export function jsonTextSql(json: Sql, path: readonly string[]): Sql {
  return sqlByEngine({
    sqlite: sql`json_extract(${json}, ${sqlitePath(path)})`,
    postgres: sql`(CAST(${json} AS jsonb) #>> ${postgresPath(path)}) COLLATE "C"`,
  });
}

/** The boolean at a place of a JSON value; NULL where there is none. */
export function jsonFlagSql(json: Sql, path: readonly string[]): Sql {
  return sqlByEngine({
    sqlite: sql`json_extract(${json}, ${sqlitePath(path)})`,
    postgres: sql`(CAST(${json} AS jsonb) #>> ${postgresPath(path)}) = 'true'`,
  });
}

/** What a JSON list holds, as rows of `e.value` (a JSON value) and `e.position`; no row where there is no list. */
export function entriesSql(json: Sql, path: readonly string[]): Sql {
  return sqlByEngine({
    sqlite: sql`(SELECT j.value, j.key AS position FROM json_each(${json}, ${sqlitePath(path)}) j) e`,
    postgres: sql`jsonb_array_elements(CAST(${json} AS jsonb) #> ${postgresPath(path)}) WITH ORDINALITY AS e(value, position)`,
  });
}

/** Whether a text holds another. */
export function holdsSql(text: Sql, part: string): Sql {
  return sqlByEngine({ sqlite: sql`instr(${text}, ${part}) > 0`, postgres: sql`strpos(${text}, ${part}) > 0` });
}

/** Whether a text starts with another. */
export function startsWithSql(text: Sql, start: string): Sql {
  return sql`substr(${text}, 1, ${lengthOf(start)}) = ${start}`;
}

/** Whether a text ends with another, which is not empty. */
export function endsWithSql(text: Sql, end: string): Sql {
  const length = lengthOf(end);
  return sqlByEngine({ sqlite: sql`substr(${text}, ${-length}) = ${end}`, postgres: sql`right(${text}, ${length}) = ${end}` });
}

/**
 * How many rows, and how many of them are passed over. Cast, because SQLite plans a statement anew each time a bare placeholder behind LIMIT
 * or OFFSET is bound: that costs more than a look-up.
 */
export function limitSql(limit: number, offset?: number): Sql {
  return offset === undefined ? sql`LIMIT ${whole(limit)}` : sql`LIMIT ${whole(limit)} OFFSET ${whole(offset)}`;
}

const whole = (value: number): Sql => sql`CAST(${value} AS bigint)`;

/** In code points, as both engines count. */
const lengthOf = (text: string): number => [...text].length;

const sqlitePath = (path: readonly string[]) => trustedSql(`'$.${path.map((name) => `"${name}"`).join('.')}'`);
const postgresPath = (path: readonly string[]) => trustedSql(`ARRAY[${path.map((name) => `'${name}'`).join(',')}]`);
