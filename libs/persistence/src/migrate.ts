import type { DataSource } from 'typeorm';
import { dialectOf } from './dialect.js';

// Any number, as long as it is the same in every instance and no other program on the database takes it.
const MIGRATION_LOCK = 7_274_366_601;

/** Runs the migrations that are outstanding. Instances that start together wait for one another. */
export async function migrate(dataSource: DataSource): Promise<void> {
  if (dialectOf(dataSource) === 'sqlite') {
    await dataSource.runMigrations();
    return;
  }
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}

/** The statements that would turn the migrated database into what the entities say: none, or they have drifted apart. */
export async function describeDrift(dataSource: DataSource): Promise<string[]> {
  const log = await dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map(({ query }) => query);
}
