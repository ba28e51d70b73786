import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { Tx } from './scope.js';
import { onSqlite, type SqliteConnection, sqliteOf } from './sqlite-statements.js';
import { UnitOfWork } from './unit-of-work.js';
import type { UnitOfWorkMeter } from './unit-of-work-meter.js';

interface Job {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Settle = () => void;

// Long enough to share one fsync among a burst, short enough that reads get their turn in between.
const MOST_IN_A_BATCH = 64;

/**
 * SQLite has one writing connection, so units of work queue up first in, first out: run side by side, one's rollback
 * would take another's rows with it (docs/decisions/persistence.md). What waits in the queue is committed together,
 * each unit in a savepoint of its own, and nobody is answered before the common commit is durable (group commit).
 */
export class SqliteUnitOfWork extends UnitOfWork {
  private readonly queue: Job[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly meter: UnitOfWorkMeter,
  ) {
    super();
  }

  run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const running = new Promise<Result>((resolve, reject) => {
      this.queue.push({ work, resolve: resolve as (result: unknown) => void, reject });
      this.running ??= this.workOff();
    });
    return this.meter.follow(running);
  }

  async drain(): Promise<void> {
    while (this.running) await this.running;
  }

  private async workOff(): Promise<void> {
    // The other requests of this turn of the event loop come into the same batch.
    await nextTurn();
    while (this.queue.length > 0) {
      await this.commitBatch(this.queue.splice(0, MOST_IN_A_BATCH));
      await nextTurn();
    }
    this.running = undefined;
  }

  private async commitBatch(jobs: readonly Job[]): Promise<void> {
    const connection = sqliteOf(this.dataSource);
    const { manager } = this.dataSource.createQueryRunner();
    const settlements: Settle[] = [];
    try {
      execute(connection, 'BEGIN IMMEDIATE');
      for (const job of jobs) settlements.push(await this.runInSavepoint(connection, manager, job));
      execute(connection, 'COMMIT');
    } catch (error) {
      rollBack(connection);
      for (const { reject } of jobs) reject(error);
      return;
    }
    this.meter.countCommit(jobs.length);
    for (const settle of settlements) settle();
  }

  private async runInSavepoint(connection: SqliteConnection, manager: EntityManager, { work, resolve, reject }: Job): Promise<Settle> {
    execute(connection, 'SAVEPOINT unit');
    const tx = new Tx(manager);
    try {
      const result = await work(tx);
      await Tx.settle(tx);
      execute(connection, 'RELEASE unit');
      return () => {
        Tx.committed(tx);
        resolve(result);
      };
    } catch (error) {
      // Fails when the engine has rolled back everything (disk full, for one): then the whole batch is refused.
      execute(connection, 'ROLLBACK TO unit');
      execute(connection, 'RELEASE unit');
      return () => reject(error);
    }
  }
}

/** Without TypeORM's query runner, whose part of each statement costs more than the statement. */
function execute(connection: SqliteConnection, text: string): void {
  try {
    onSqlite(connection, text, [], 'object');
  } catch (error) {
    throw new QueryFailedError(text, [], error as Error);
  }
}

function rollBack(connection: SqliteConnection): void {
  try {
    execute(connection, 'ROLLBACK');
  } catch {
    // Where the engine has rolled back already there is nothing left to do.
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
