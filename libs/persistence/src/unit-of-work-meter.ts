import { type Metrics, SECONDS } from '@app/metrics';

const BATCHES = [1, 2, 4, 8, 16, 32, 64] as const;

/** What units of work tell of themselves: how many there are, wait and share a commit, and how long that takes. */
export class UnitOfWorkMeter {
  private readonly ended;
  private readonly took;
  private readonly shared;
  private underWay = 0;

  constructor(metrics: Metrics) {
    this.ended = metrics.counter({ name: 'database_units_of_work_total', help: 'Units of work that ended.', labels: ['outcome'] });
    this.took = metrics.histogram({ name: 'database_unit_of_work_seconds', help: 'From being handed in to its durable end, waiting included.', buckets: SECONDS });
    this.shared = metrics.histogram({ name: 'database_commit_units', help: 'How many units of work shared a commit.', buckets: BATCHES });
    metrics.gauge({ name: 'database_units_of_work_under_way', help: 'Units of work that wait or run.', read: () => this.underWay });
  }

  /** Follows a unit of work from being handed in to its end. */
  follow<Result>(work: Promise<Result>): Promise<Result> {
    const began = performance.now();
    this.underWay += 1;
    work.then(
      () => this.end('committed', began),
      () => this.end('failed', began),
    );
    return work;
  }

  countCommit(units: number): void {
    this.shared.observe({}, units);
  }

  private end(outcome: 'committed' | 'failed', began: number): void {
    this.underWay -= 1;
    this.ended.add({ outcome });
    this.took.observe({}, (performance.now() - began) / 1_000);
  }
}
