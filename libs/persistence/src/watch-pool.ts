import type { Metrics } from '@app/metrics';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** PostgreSQL's pool as a gauge: a number that waits and stays there says that DATABASE_POOL_SIZE is too small. */
export function watchPool({ driver }: DataSource, metrics: Metrics): void {
  const { master } = driver as typeof driver & { master: Pool };
  metrics.gauge({
    name: 'database_pool_connections',
    help: 'Connections to PostgreSQL that are busy and idle, and requests that wait for one.',
    labels: ['state'],
    read: () => [
      [{ state: 'busy' }, master.totalCount - master.idleCount],
      [{ state: 'idle' }, master.idleCount],
      [{ state: 'waiting' }, master.waitingCount],
    ],
  });
}
