import type { DataSource } from 'typeorm';

/** The two engines; what differs between them asks this and stands in this library alone. */
export type Dialect = 'sqlite' | 'postgres';

export function dialectOf(dataSource: DataSource): Dialect {
  return dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
}
