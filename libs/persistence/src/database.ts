import { type Metrics, NoMetrics } from '@app/metrics';
import type { DatabaseSetting } from '@app/settings';
import type { DataSource } from 'typeorm';
import { createDataSource, createReadingDataSource, type PoolOptions } from './data-source.js';
import { isDatabaseUnavailable } from './database-unavailable.js';
import { KeptRows } from './kept-rows.js';
import { migrate } from './migrate.js';
import { PostgresUnitOfWork } from './postgres-unit-of-work.js';
import { ReadScope } from './scope.js';
import { sqliteOf } from './sqlite-statements.js';
import { SqliteUnitOfWork } from './sqlite-unit-of-work.js';
import type { UnitOfWork } from './unit-of-work.js';
import { UnitOfWorkMeter } from './unit-of-work-meter.js';
import { watchPool } from './watch-pool.js';

export interface OpenOptions extends PoolOptions {
  readonly metrics?: Metrics;
  /** Called before each further attempt to reach a database that does not answer yet. */
  readonly onWaiting?: (error: Error) => void;
  /** How long a start waits for the database, in milliseconds. */
  readonly patience?: number;
}

const RETRY_AFTER = 1_000;

/** An open, migrated database: what a process holds from its start to its end. */
export class Database {
  private constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
    readonly unitOfWork: UnitOfWork,
    /** Reads what is committed. */
    readonly reads: ReadScope,
  ) {}

  /** Opens and migrates; waits for a database that cannot be reached yet. */
  static async open(setting: DatabaseSetting, { metrics = new NoMetrics(), onWaiting, patience = 60_000, ...pool }: OpenOptions = {}): Promise<Database> {
    const writing = createDataSource(setting, pool);
    await initialize(writing, Date.now() + patience, onWaiting);
    await migrate(writing);
    const meter = new UnitOfWorkMeter(metrics);
    if (setting.kind === 'postgres') {
      watchPool(writing, metrics);
      return new Database(writing, writing, new PostgresUnitOfWork(writing, meter), new ReadScope(writing.manager));
    }
    const reading = await createReadingDataSource(setting.path).initialize();
    KeptRows.keepFor(sqliteOf(reading));
    return new Database(writing, reading, new SqliteUnitOfWork(writing, meter), new ReadScope(reading.manager));
  }

  /** @throws the driver's error when the database does not answer */
  async ping(): Promise<void> {
    await this.reading.query('SELECT 1');
  }

  /** Finishes what was handed in, then closes. */
  async close(): Promise<void> {
    await this.unitOfWork.drain();
    for (const dataSource of new Set([this.reading, this.writing])) if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function initialize(dataSource: DataSource, deadline: number, onWaiting?: (error: Error) => void): Promise<void> {
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) || Date.now() > deadline) throw error;
      onWaiting?.(error as Error);
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
    }
  }
}
