import type { DatabaseSetting } from '@app/settings';
import Database from 'better-sqlite3';
import { Client } from 'pg';

/** What stands in a database, read past the service: for tests that do not take its word for it. */
export async function readRows<Row>(setting: DatabaseSetting, statement: string): Promise<Row[]> {
  return setting.kind === 'sqlite' ? readSqlite(setting.path, statement) : readPostgres(setting.url, statement);
}

/** Changes it past the service. */
export async function changeRows(setting: DatabaseSetting, statement: string): Promise<void> {
  if (setting.kind === 'postgres') await readPostgres(setting.url, statement);
  else inSqlite(setting.path, (database) => database.exec(statement));
}

function readSqlite<Row>(path: string, statement: string): Row[] {
  return inSqlite(path, (database) => database.prepare(statement).all() as Row[]);
}

function inSqlite<Result>(path: string, work: (database: Database.Database) => Result): Result {
  const database = new Database(path);
  try {
    database.pragma('foreign_keys = ON');
    return work(database);
  } finally {
    database.close();
  }
}

async function readPostgres<Row>(connectionString: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}
