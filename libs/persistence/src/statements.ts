import { createHash } from 'node:crypto';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { dialectOf } from './dialect.js';

/**
 * Statements straight to the driver that TypeORM has opened: on its connection, inside its transaction, with its errors. What falls away is
 * its query runner's part of each statement (events, log lines, promises for their listeners), and on PostgreSQL the planning: a
 * statement is parsed once a connection, under a name.
 */
export interface Outcome<Row> {
  readonly rows: Row[];
  /** How many rows a statement that writes has touched. */
  readonly affected: number;
}

/** A row by the names of its columns, or its values in the order of the columns: that is cheaper where there are many. */
export type RowForm = 'object' | 'list';

/** @throws QueryFailedError with the driver's error */
export async function runStatement<Row>(manager: EntityManager, text: string, parameters: readonly unknown[], form: RowForm = 'object'): Promise<Outcome<Row>> {
  try {
    if (dialectOf(manager.dataSource) === 'sqlite') return onSqlite(manager.dataSource, text, parameters, form);
    return await onPostgres(manager, text, parameters, form);
  } catch (error) {
    throw new QueryFailedError(text, [...parameters], error as Error);
  }
}

/** As much as is needed of better-sqlite3. */
interface SqliteConnection {
  prepare(text: string): SqliteStatement;
}
interface SqliteStatement {
  readonly reader: boolean;
  /** Whether rows come as lists, from now on. */
  raw(lists: boolean): SqliteStatement;
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number };
}

// Far above the statements of the service; filters of many shapes push the oldest out.
const MOST_PREPARED = 1_000;
const prepared = new WeakMap<SqliteConnection, Map<string, SqliteStatement>>();

function onSqlite<Row>({ driver }: DataSource, text: string, parameters: readonly unknown[], form: RowForm): Outcome<Row> {
  const { databaseConnection } = driver as unknown as { databaseConnection: SqliteConnection };
  const statement = prepare(databaseConnection, text);
  const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  if (!statement.reader) return { rows: [], affected: statement.run(...bound).changes };
  const rows = statement.raw(form === 'list').all(...bound) as Row[];
  return { rows, affected: rows.length };
}

function prepare(connection: SqliteConnection, text: string): SqliteStatement {
  const statements = prepared.get(connection) ?? new Map<string, SqliteStatement>();
  prepared.set(connection, statements);
  const found = statements.get(text);
  if (found) return found;
  const statement = connection.prepare(text);
  statements.set(text, statement);
  if (statements.size > MOST_PREPARED) statements.delete(statements.keys().next().value as string);
  return statement;
}

/** As much as is needed of pg: its pool and its client. */
interface PostgresConnection {
  query(statement: { name?: string; text: string; values: readonly unknown[]; rowMode?: 'array' }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

async function onPostgres<Row>(manager: EntityManager, text: string, parameters: readonly unknown[], form: RowForm): Promise<Outcome<Row>> {
  const { queryRunner, dataSource } = manager;
  const connection = queryRunner ? await clientOf(queryRunner) : (dataSource.driver as unknown as { master: PostgresConnection }).master;
  const name = nameOf(text);
  const { rows, rowCount } = await connection.query({ ...(name && { name }), text, values: parameters, ...(form === 'list' && { rowMode: 'array' }) });
  return { rows: rows as Row[], affected: rowCount ?? 0 };
}

/** The connection of a transaction that is under way. */
async function clientOf(queryRunner: QueryRunner): Promise<PostgresConnection> {
  return (await queryRunner.connect()) as PostgresConnection;
}

// A server keeps each named statement of each connection in memory: the service's own have one, filters of ever new shapes do not.
const MOST_NAMED = 500;
const names = new Map<string, string | undefined>();

/** From its second use on a statement has a name. */
function nameOf(text: string): string | undefined {
  if (names.has(text)) {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
    return name;
  }
  if (names.size < MOST_NAMED) names.set(text, undefined);
  return undefined;
}
