import SQLite from 'better-sqlite3';
import { Client } from 'pg';
import type { TestDatabase } from './databases.js';

/** Runs a statement on a connection of its own, past the service. @returns the rows of a statement that has some */
export async function runStatement<Row = Record<string, unknown>>({ setting, url }: TestDatabase, statement: string): Promise<Row[]> {
  if (setting.kind === 'sqlite') return onSqlite(setting.path, statement) as Row[];
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

function onSqlite(path: string, statement: string): unknown[] {
  const connection = new SQLite(path);
  try {
    const prepared = connection.prepare(statement);
    if (prepared.reader) return prepared.all();
    prepared.run();
    return [];
  } catch (error) {
    // Of the realm of the test: the driver's own class belongs to whichever test file has loaded it first.
    throw new Error((error as Error).message);
  } finally {
    connection.close();
  }
}

export async function tablesOf(database: TestDatabase): Promise<string[]> {
  const statement =
    database.setting.kind === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'";
  return (await runStatement<{ name: string }>(database, statement)).map(({ name }) => name).sort();
}
