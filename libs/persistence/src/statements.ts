import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { dialectOf } from './dialect.js';
import { SharedConnection } from './shared-connection.js';
import { readOrRun, sqliteOf } from './sqlite-statements.js';

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

export interface StatementOptions {
  readonly form?: RowForm;
  /** Whether many reads at once may share a connection (PostgreSQL): for those by a key alone. */
  readonly shared?: boolean;
  /** Whether rows may be kept until anything is committed (SQLite): for what each request asks for and hardly anybody changes. Nobody may change them. */
  readonly kept?: boolean;
}

/** @throws QueryFailedError with the driver's error */
export async function runStatement<Row>(manager: EntityManager, text: string, parameters: readonly unknown[], { form = 'object', shared = false, kept = false }: StatementOptions = {}): Promise<Outcome<Row>> {
  try {
    if (dialectOf(manager.dataSource) === 'sqlite') return readOrRun<Row>(sqliteOf(manager.dataSource), text, parameters, { form, kept });
    return await onPostgres(connections.get(manager) ?? poolOf(manager.dataSource, shared), text, parameters, form);
  } catch (error) {
    throw new QueryFailedError(text, [...parameters], error as Error);
  }
}

export type PostgresStatement = string | { name?: string; text: string; values: readonly unknown[]; rowMode?: 'array' };

/** As much as is needed of pg: its pool and its client. */
export interface PostgresConnection {
  query(statement: PostgresStatement): Promise<{ command: string; rows: unknown[]; rowCount: number | null }>;
}

const connections = new WeakMap<EntityManager, PostgresConnection>();

/** Takes a connection out of the pool, for all statements of the runner's manager from then on. */
export async function connectTo(runner: QueryRunner): Promise<PostgresConnection> {
  const connection = (await runner.connect()) as PostgresConnection;
  connections.set(runner.manager, connection);
  return connection;
}

const ENDED: PostgresConnection = { query: () => Promise.reject(new Error('The unit of work has ended: a statement that it did not wait for came too late')) };

/** From now on no statement of the manager reaches the connection, which others will use. */
export function endStatements(manager: EntityManager): void {
  connections.set(manager, ENDED);
}

const sharedConnections = new WeakMap<DataSource, SharedConnection>();

function poolOf(dataSource: DataSource, shared: boolean): Pick<PostgresConnection, 'query'> {
  const { master } = dataSource.driver as unknown as { master: Pool & PostgresConnection };
  if (!shared) return master;
  const connection = sharedConnections.get(dataSource) ?? new SharedConnection(master);
  sharedConnections.set(dataSource, connection);
  return connection;
}

/** At once, so that statements go out in the order in which they were asked for. */
async function onPostgres<Row>(connection: Pick<PostgresConnection, 'query'>, text: string, parameters: readonly unknown[], form: RowForm): Promise<Outcome<Row>> {
  const name = nameOf(text);
  const { rows, rowCount } = await connection.query({ ...(name && { name }), text, values: parameters, ...(form === 'list' && { rowMode: 'array' as const }) });
  return { rows: rows as Row[], affected: rowCount ?? 0 };
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
