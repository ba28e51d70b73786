import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';
import type { TestDatabase } from './databases.js';

/** Every row of every table, as text, by table: to show that something has written nothing. */
export async function dumpRows({ setting }: TestDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  return setting.kind === 'sqlite' ? dumpSqlite(setting.path) : dumpPostgres(setting.url);
}

function dumpSqlite(path: string): Record<string, string[]> {
  const connection = new BetterSqlite3(path, { readonly: true });
  try {
    const tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    return Object.fromEntries(tables.map((table) => [table, sorted(connection.prepare(`SELECT * FROM "${table}"`).all())]));
  } finally {
    connection.close();
  }
}

async function dumpPostgres(url: string): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
    const dump: Record<string, string[]> = {};
    for (const { name } of tables) dump[name] = sorted((await client.query(`SELECT * FROM "${name}"`)).rows);
    return dump;
  } finally {
    await client.end();
  }
}

const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
