import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { foldCase } from '@app/kernel';
import type { DatabaseSetting } from '@app/settings';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import * as entities from './entities/index.js';
import { migrations } from './migrations/index.js';
import { PostgresClient } from './postgres-client.js';
import { PostgresSocket } from './postgres-socket.js';
import { SnakeCaseNaming } from './schema/naming.js';

const shared = {
  entities: Object.values(entities),
  migrations,
  migrationsTransactionMode: 'each',
  namingStrategy: new SnakeCaseNaming(),
  synchronize: false,
  logging: false,
} as const;

// WAL with FULL: a commit is on the disk before it is answered, and readers never wait for the writer. The file stays in the system's cache:
// mapped, it would be the process's own memory, and a larger cache of pages is no faster (docs/performance.md). Pages that are written again and
// again, the ends of the logs' indexes, go from WAL to the file once in 4,000 pages (16 MB).
const WRITER_PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 10000', 'foreign_keys = ON', 'cache_size = -16384', 'wal_autocheckpoint = 4000', 'temp_store = MEMORY'];
const READER_PRAGMAS = ['query_only = ON', 'busy_timeout = 10000', 'cache_size = -16384', 'mmap_size = 0'];

/** As much as is needed of better-sqlite3's connection. */
interface Connection {
  pragma(text: string): void;
  function(name: string, options: { deterministic: boolean }, implementation: (value: unknown) => unknown): void;
}

const STATEMENT_TIMEOUT = 60_000;
// PostgreSQL itself ends a statement before, and the pool a connection that nobody uses: who is silent for longer is gone without a word.
const SILENCE_AT_MOST = STATEMENT_TIMEOUT + 5_000;

export interface PoolOptions {
  readonly poolSize?: number;
  /** After how many milliseconds without a byte a connection to PostgreSQL is given up. */
  readonly silence?: number;
}

/** The connection that writes (and, on PostgreSQL, the pool that does everything). Opens nothing yet. */
export function createDataSource(database: DatabaseSetting, pool: PoolOptions = {}): DataSource {
  return new DataSource(database.kind === 'sqlite' ? sqliteOptions(database.path, WRITER_PRAGMAS) : postgresOptions(database.url, pool));
}

/** SQLite's second connection: it reads what is committed while a unit of work is under way on the first. */
export function createReadingDataSource(path: string): DataSource {
  return new DataSource({ ...sqliteOptions(path, READER_PRAGMAS), migrations: [] });
}

function sqliteOptions(path: string, pragmas: readonly string[]): DataSourceOptions {
  mkdirSync(dirname(path), { recursive: true });
  const prepareDatabase = (database: Connection) => {
    pragmas.forEach((pragma) => database.pragma(pragma));
    // SQLite's own lower() knows ASCII alone.
    database.function('fold_case', { deterministic: true }, (value) => (typeof value === 'string' ? foldCase(value) : value));
  };
  return { ...shared, type: 'better-sqlite3', database: path, statementCacheSize: 500, prepareDatabase };
}

// The very pg that {@link PostgresClient} is of: another copy has other readers of values.
function postgresOptions(url: string, { poolSize = 10, silence = SILENCE_AT_MOST }: PoolOptions): DataSourceOptions {
  const extra = { keepAlive: true, statement_timeout: STATEMENT_TIMEOUT, pipeline: true, Client: PostgresClient, stream: () => new PostgresSocket(silence) };
  return { ...shared, type: 'postgres', driver: pg, url, poolSize, parseInt8: true, connectTimeoutMS: 5_000, extra };
}
