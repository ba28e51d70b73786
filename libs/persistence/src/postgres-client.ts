import pg from 'pg';
import { PostgresFlight, type PostgresOutcome, type PostgresStatement } from './postgres-flight.js';

/** As much as statements need of a connection. */
export interface PostgresConnection {
  run(statement: PostgresStatement): Promise<PostgresOutcome>;
}

/** pg's client, on which statements of one turn of the event loop travel together. */
export class PostgresClient extends pg.Client implements PostgresConnection {
  private gathered: PostgresFlight | undefined;

  run(statement: PostgresStatement): Promise<PostgresOutcome> {
    return (this.gathered ??= this.gather()).add(statement);
  }

  private gather(): PostgresFlight {
    const flight = new PostgresFlight();
    process.nextTick(() => this.send(flight));
    return flight;
  }

  private send(flight: PostgresFlight): void {
    if (this.gathered !== flight) return;
    this.gathered = undefined;
    super.query(flight as unknown as pg.Submittable);
  }

  /** TypeORM's own statements: behind what was asked for before them. */
  override query(...statement: never[]): never {
    if (this.gathered) this.send(this.gathered);
    return super.query(...(statement as unknown as [string])) as never;
  }
}
