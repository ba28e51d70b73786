import type { DataSource, QueryRunner } from 'typeorm';
import { ForesightFailed, managerOf, Tx } from './scope.js';
import type { PostgresConnection } from './postgres-client.js';
import type { PostgresStatement } from './postgres-flight.js';
import { connectTo, endStatements } from './statements.js';
import { UnitOfWork } from './unit-of-work.js';
import type { UnitOfWorkMeter } from './unit-of-work-meter.js';

const RUNS_AT_MOST = 4;
// PostgreSQL appendix A: serialization_failure, deadlock_detected. Both roll everything back and ask for a new run.
const WORTH_ANOTHER_RUN = new Set(['40001', '40P01']);
const IN_FAILED_TRANSACTION = '25P02';

/** PostgreSQL keeps transactions apart by itself: each unit of work is one, on a connection of its own. */
export class PostgresUnitOfWork extends UnitOfWork {
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly meter: UnitOfWorkMeter,
  ) {
    super();
  }

  run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const running = this.meter.follow(this.runUntilSettled(work));
    this.underWay.add(running);
    const forget = () => this.underWay.delete(running);
    running.then(forget, forget);
    return running;
  }

  async drain(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private async runUntilSettled<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let run = 1, mayForesee = true; ; run += 1) {
      try {
        return await this.runOnce(work, mayForesee);
      } catch (error) {
        if (run === RUNS_AT_MOST || !isWorthAnotherRun(error)) throw error;
        mayForesee &&= !(error instanceof ForesightFailed);
      }
    }
  }

  private async runOnce<Result>(work: (tx: Tx) => Promise<Result>, mayForesee: boolean): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await this.runOn(await openTransaction(runner, mayForesee), work);
    } finally {
      await runner.release();
    }
  }

  private async runOn<Result>({ tx, connection }: OpenTransaction, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const result = await work(tx).catch((error: unknown) => rollBack(tx, connection, error));
    Tx.beginLast(tx);
    refuseStatements(tx);
    // Sent together with what was left to it: it is not looked at where one of those fails.
    const commit = connection.run(COMMIT);
    tx.leaveToCommit(commit);
    await Tx.settle(tx).catch((error: unknown) => rollBack(tx, connection, error));
    if ((await commit).tag !== 'COMMIT') throw new Error('PostgreSQL has rolled the unit of work back, because a statement in it had failed unnoticed');
    this.meter.countCommit(1);
    Tx.committed(tx);
    return result;
  }
}

const BEGIN = transactionStatement('BEGIN ISOLATION LEVEL READ COMMITTED');
const COMMIT = transactionStatement('COMMIT');
const ROLLBACK = transactionStatement('ROLLBACK');

function transactionStatement(text: string): PostgresStatement {
  return { name: text.toLowerCase(), text, values: [], form: 'list' };
}

interface OpenTransaction {
  readonly tx: Tx;
  readonly connection: PostgresConnection;
}

async function openTransaction(runner: QueryRunner, mayForesee: boolean): Promise<OpenTransaction> {
  const connection = await connectTo(runner);
  const tx = new Tx(runner.manager, mayForesee);
  // Not waited for: it goes out together with the first statement.
  tx.leaveToCommit(connection.run(BEGIN));
  return { tx, connection };
}

/** @throws what went wrong first: behind a statement that has failed PostgreSQL refuses every other */
async function rollBack(tx: Tx, connection: PostgresConnection, error: unknown): Promise<never> {
  Tx.forgetLast(tx);
  refuseStatements(tx);
  await connection.run(ROLLBACK).catch(() => undefined);
  const left = await Tx.settle(tx).catch((failure: unknown) => failure);
  throw left === undefined || codeOf(left) === IN_FAILED_TRANSACTION ? error : left;
}

function refuseStatements(tx: Tx): void {
  endStatements(managerOf(tx));
}

function isWorthAnotherRun(error: unknown): boolean {
  return error instanceof ForesightFailed || WORTH_ANOTHER_RUN.has(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}
