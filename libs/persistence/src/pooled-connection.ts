import type { Pool, PoolClient } from 'pg';
import { isDatabaseUnavailable } from './database-unavailable.js';
import type { PostgresClient, PostgresConnection } from './postgres-client.js';
import type { PostgresOutcome, PostgresStatement } from './postgres-flight.js';

/** A statement alone on a connection of the pool. */
export class PooledConnection implements PostgresConnection {
  constructor(private readonly pool: Pool) {}

  async run(statement: PostgresStatement): Promise<PostgresOutcome> {
    const client = (await this.pool.connect()) as PoolClient & PostgresClient;
    let failure: Error | undefined;
    const onError = (error: Error) => (failure = error);
    client.on('error', onError);
    try {
      return await client.run(statement);
    } catch (error) {
      if (isDatabaseUnavailable(error)) onError(error as Error);
      throw error;
    } finally {
      client.removeListener('error', onError);
      client.release(failure);
    }
  }
}
