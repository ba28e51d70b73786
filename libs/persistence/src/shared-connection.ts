import type { Pool, PoolClient } from 'pg';
import { isDatabaseUnavailable } from './database-unavailable.js';
import type { PostgresClient, PostgresConnection } from './postgres-client.js';
import { type PostgresOutcome, type PostgresStatement, StatementSkipped } from './postgres-flight.js';

interface Shared {
  readonly connecting: Promise<PoolClient & PostgresClient>;
  readonly onError: (error: Error) => void;
  underWay: number;
  /** Resolves when what came in together, on whatever sockets, has been looked at. */
  turn?: Promise<void> | undefined;
  failure?: Error;
}

/**
 * One connection of the pool for many readers at once: their statements are on the way together instead of each waiting for a connection
 * of its own, which is what a read by key takes longest for. The server answers in order, so a slow statement would hold up
 * all behind it: nothing but reads by a key come here. With nothing under way the connection goes back to the pool.
 */
export class SharedConnection implements PostgresConnection {
  private shared: Shared | undefined;

  constructor(private readonly pool: Pool) {}

  async run(statement: PostgresStatement): Promise<PostgresOutcome> {
    const shared = (this.shared ??= this.share());
    shared.underWay += 1;
    try {
      const client = await shared.connecting;
      await (shared.turn ??= this.endOfTurn(shared));
      return await client.run(statement);
    } catch (error) {
      // It was another's read that failed; this one has not begun.
      if (error instanceof StatementSkipped) return await this.run(statement);
      if (isDatabaseUnavailable(error)) this.retire(shared, error as Error);
      throw error;
    } finally {
      shared.underWay -= 1;
      if (shared.underWay === 0) this.giveBack(shared);
    }
  }

  private endOfTurn(shared: Shared): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        shared.turn = undefined;
        resolve();
      });
    });
  }

  private share(): Shared {
    const shared: Shared = { connecting: this.pool.connect() as Promise<PoolClient & PostgresClient>, underWay: 0, onError: (error) => this.retire(shared, error) };
    shared.connecting.then((client) => client.on('error', shared.onError), () => this.retire(shared));
    return shared;
  }

  /** The next reader takes another connection; those under way end with this one. */
  private retire(shared: Shared, failure?: Error): void {
    if (failure) shared.failure = failure;
    if (this.shared === shared) this.shared = undefined;
  }

  private giveBack(shared: Shared): void {
    this.retire(shared);
    const release = (client: PoolClient) => {
      client.removeListener('error', shared.onError);
      client.release(shared.failure);
    };
    shared.connecting.then(release, () => undefined);
  }
}
