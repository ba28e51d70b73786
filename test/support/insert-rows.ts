import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';
import type { TestDatabase } from './databases.js';

export type TestRow = Readonly<Record<string, string | number | boolean | null>>;

/** Puts rows into tables as they are, past every rule: states that tests begin with. Names are those of the columns, the same in every row of a table. */
export async function insertRows(database: TestDatabase, tables: Readonly<Record<string, readonly TestRow[]>>): Promise<void> {
  const { setting } = database;
  if (setting.kind === 'sqlite') return insertIntoSqlite(setting.path, tables);
  const client = new Client({ connectionString: setting.url });
  await client.connect();
  try {
    for (const [table, rows] of Object.entries(tables)) {
      if (rows[0] === undefined) continue;
      const names = namesOf(rows[0]);
      await client.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(rows)]);
    }
  } finally {
    await client.end();
  }
}

function insertIntoSqlite(path: string, tables: Readonly<Record<string, readonly TestRow[]>>): void {
  const connection = new BetterSqlite3(path);
  try {
    connection.transaction(() => {
      for (const [table, row] of listed(tables)) {
        const values = Object.values(row).map((value) => (typeof value === 'boolean' ? Number(value) : value));
        connection.prepare(`INSERT INTO ${table} (${namesOf(row)}) VALUES (${values.map(() => '?').join(', ')})`).run(...values);
      }
    })();
  } finally {
    connection.close();
  }
}

const listed = (tables: Readonly<Record<string, readonly TestRow[]>>) => Object.entries(tables).flatMap(([table, rows]) => rows.map((row) => [table, row] as const));
const namesOf = (row: TestRow): string => Object.keys(row).map((name) => `"${name}"`).join(', ');
