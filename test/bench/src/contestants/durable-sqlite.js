// One rule for everybody who stores in SQLite: an answered write is on the disk (WAL, synchronous = FULL).
export const DURABLE = ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 10000', 'cache_size = -65536'];
// While a template is filled nothing has to survive; the last checkpoint writes everything.
export const WHILE_SEEDING = ['journal_mode = WAL', 'synchronous = OFF', 'cache_size = -65536'];

export function applyPragmas(database, pragmas = DURABLE) {
  for (const pragma of pragmas) database.pragma(pragma);
  return database;
}
