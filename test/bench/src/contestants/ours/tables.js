import Database from 'better-sqlite3';
import pg from 'pg';
import { applyPragmas, WHILE_SEEDING } from '../durable-sqlite.js';

/** The service's tables, written in bulk past the service: rows as objects by column name. */
export function openTables(database) {
  return database.kind === 'postgres' ? PostgresTables.open(database.url) : new SqliteTables(database.path);
}

class SqliteTables {
  constructor(path) {
    this.database = applyPragmas(new Database(path), WHILE_SEEDING);
  }

  flag(value) {
    return value ? 1 : 0;
  }

  select(table, column, value) {
    return this.database.prepare(`SELECT * FROM ${quoted(table)} WHERE ${column} = ?`).all(value);
  }

  insert(table, rows) {
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]);
    const statement = this.database.prepare(`INSERT INTO ${quoted(table)} (${names.map(quoted)}) VALUES (${names.map((name) => `@${name}`)})`);
    this.database.transaction(() => rows.forEach((row) => statement.run(row)))();
  }

  query(statement) {
    return this.database.prepare(statement).all();
  }

  run(statement) {
    this.database.exec(statement);
  }

  finish() {
    this.database.pragma('wal_checkpoint(TRUNCATE)');
  }

  close() {
    this.database.close();
  }
}

class PostgresTables {
  static async open(url) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('SET synchronous_commit = off');
    return Object.assign(new PostgresTables(), { client });
  }

  flag(value) {
    return value;
  }

  async select(table, column, value) {
    return (await this.client.query(`SELECT * FROM ${quoted(table)} WHERE ${column} = $1`, [value])).rows;
  }

  async insert(table, rows) {
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]).map(quoted);
    await this.client.query(`INSERT INTO ${quoted(table)} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${quoted(table)}, $1)`, [JSON.stringify(rows)]);
  }

  async query(statement) {
    return (await this.client.query(statement)).rows;
  }

  async run(statement) {
    await this.client.query(statement);
  }

  /** The key goes on after the last row; statistics and visibility as autovacuum would have them. */
  async finish() {
    await this.client.query(`SELECT setval(pg_get_serial_sequence('users', 'sequence'), (SELECT max(sequence) FROM users))`);
    await this.client.query('VACUUM ANALYZE');
  }

  close() {
    return this.client.end();
  }
}

function quoted(name) {
  return `"${name}"`;
}
