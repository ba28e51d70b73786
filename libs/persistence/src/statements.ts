import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { dialectOf } from './dialect.js';
import { PooledConnection } from './pooled-connection.js';
import type { PostgresConnection } from './postgres-client.js';
import type { PostgresOutcome, RowForm } from './postgres-flight.js';
import { SharedConnection } from './shared-connection.js';
import { readOrRun, sqliteOf } from './sqlite-statements.js';
import type { SqlValue } from './sql.js';

export type { RowForm } from './postgres-flight.js';

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
    return await onPostgres(connections.get(manager) ?? readerOf(manager.dataSource, shared), text, parameters, form);
  } catch (error) {
    throw new QueryFailedError(text, [...parameters], error as Error);
  }
}

const connections = new WeakMap<EntityManager, PostgresConnection>();

/** Takes a connection out of the pool, for all statements of the runner's manager from then on. */
export async function connectTo(runner: QueryRunner): Promise<PostgresConnection> {
  const connection = (await runner.connect()) as PostgresConnection;
  connections.set(runner.manager, connection);
  return connection;
}

const ENDED: PostgresConnection = { run: () => Promise.reject(new Error('The unit of work has ended: a statement that it did not wait for came too late')) };

/** From now on no statement of the manager reaches the connection, which others will use. */
export function endStatements(manager: EntityManager): void {
  connections.set(manager, ENDED);
}

interface Readers {
  readonly pooled: PostgresConnection;
  readonly shared: PostgresConnection;
}
const readers = new WeakMap<DataSource, Readers>();

function readerOf(dataSource: DataSource, shared: boolean): PostgresConnection {
  const { master } = dataSource.driver as unknown as { master: Pool };
  const found = readers.get(dataSource) ?? { pooled: new PooledConnection(master), shared: new SharedConnection(master) };
  readers.set(dataSource, found);
  return shared ? found.shared : found.pooled;
}

/** At once, so that statements go out in the order in which they were asked for. */
function onPostgres(connection: PostgresConnection, text: string, values: readonly unknown[], form: RowForm): Promise<Outcome<never>> {
  return connection.run({ name: nameOf(text), text, values: values as SqlValue[], form }) as Promise<PostgresOutcome & Outcome<never>>;
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
