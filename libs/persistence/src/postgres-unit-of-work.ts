import type { DataSource } from 'typeorm';
import { Tx } from './scope.js';
import { UnitOfWork } from './unit-of-work.js';
import type { UnitOfWorkMeter } from './unit-of-work-meter.js';

const RUNS_AT_MOST = 4;
// PostgreSQL appendix A: serialization_failure, deadlock_detected. Both roll everything back and ask for a new run.
const WORTH_ANOTHER_RUN = new Set(['40001', '40P01']);

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
    for (let run = 1; ; run += 1) {
      try {
        return await this.runOnce(work);
      } catch (error) {
        if (run === RUNS_AT_MOST || !WORTH_ANOTHER_RUN.has((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }

  private async runOnce<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction('READ COMMITTED');
      const tx = new Tx(runner.manager);
      const result = await work(tx);
      await runner.commitTransaction();
      this.meter.countCommit(1);
      Tx.committed(tx);
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
