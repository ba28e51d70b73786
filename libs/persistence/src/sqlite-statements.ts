import type { DataSource } from 'typeorm';
import { KeptRows } from './kept-rows.js';
import type { Outcome, RowForm } from './statements.js';

/** As much as is needed of better-sqlite3's connection. */
export interface SqliteConnection {
  prepare(text: string): SqliteStatement;
}

interface SqliteStatement {
  /** Whether it gives rows. */
  readonly reader: boolean;
  /** Whether rows come as lists, from now on. */
  raw(lists: boolean): SqliteStatement;
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number };
}

// Far above the statements of the service; filters of many shapes push the oldest out.
const MOST_PREPARED = 1_000;
type Prepared = Record<RowForm, Map<string, SqliteStatement>>;
const prepared = new WeakMap<SqliteConnection, Prepared>();

/** The connection that TypeORM has opened. */
export function sqliteOf({ driver }: DataSource): SqliteConnection {
  return (driver as unknown as { databaseConnection: SqliteConnection }).databaseConnection;
}

/** @throws the driver's error */
export function onSqlite<Row>(connection: SqliteConnection, text: string, parameters: readonly unknown[], form: RowForm): Outcome<Row> {
  const statement = prepare(connection, text, form);
  const bound = parameters.some(isBoolean) ? parameters.map((value) => (isBoolean(value) ? Number(value) : value)) : parameters;
  if (!statement.reader) return { rows: [], affected: statement.run(...bound).changes };
  const rows = statement.all(...bound) as Row[];
  return { rows, affected: rows.length };
}

/** The same; what may be kept is, where the connection keeps anything. @throws the driver's error */
export function readOrRun<Row>(connection: SqliteConnection, text: string, parameters: readonly unknown[], { form, kept }: { readonly form: RowForm; readonly kept: boolean }): Outcome<Row> {
  const keeper = kept ? KeptRows.of(connection) : undefined;
  if (!keeper) return onSqlite(connection, text, parameters, form);
  const rows = keeper.read<Row>(text, parameters, () => onSqlite<Row>(connection, text, parameters, form).rows);
  return { rows: [...rows], affected: rows.length };
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** One for each form of rows: to change a statement's form costs as much as to bind a value. */
function prepare(connection: SqliteConnection, text: string, form: RowForm): SqliteStatement {
  const statements = preparedOf(connection)[form];
  const found = statements.get(text);
  if (found) return found;
  const statement = connection.prepare(text);
  if (form === 'list' && statement.reader) statement.raw(true);
  statements.set(text, statement);
  if (statements.size > MOST_PREPARED) statements.delete(statements.keys().next().value as string);
  return statement;
}

function preparedOf(connection: SqliteConnection): Prepared {
  const known = prepared.get(connection);
  if (known) return known;
  const none: Prepared = { object: new Map(), list: new Map() };
  prepared.set(connection, none);
  return none;
}
