import type { SqliteConnection } from './sqlite-statements.js';

const MOST_KEPT = 1_000;

/**
 * What a connection that only reads has read, until anybody commits anything, in this process or in another: SQLite says so by a number
 * (`PRAGMA data_version`), which costs a fourth of the cheapest look-up. So it is never older than what a statement would read.
 */
export class KeptRows {
  private static readonly kept = new WeakMap<SqliteConnection, KeptRows>();
  private readonly version;
  private readonly rows = new Map<string, readonly unknown[]>();
  private seen: unknown;

  private constructor(connection: SqliteConnection) {
    this.version = connection.prepare('PRAGMA data_version').raw(true);
  }

  /** From now on. Not for a connection that writes: its own commits do not change its number. */
  static keepFor(connection: SqliteConnection): void {
    this.kept.set(connection, new KeptRows(connection));
  }

  static of(connection: SqliteConnection): KeptRows | undefined {
    return this.kept.get(connection);
  }

  read<Row>(text: string, parameters: readonly unknown[], load: () => readonly Row[]): readonly Row[] {
    const [[version]] = this.version.all() as [[unknown]];
    if (version !== this.seen || this.rows.size >= MOST_KEPT) this.rows.clear();
    this.seen = version;
    const key = JSON.stringify([text, ...parameters]);
    const found = this.rows.get(key) as readonly Row[] | undefined;
    if (found) return found;
    const rows = load();
    this.rows.set(key, rows);
    return rows;
  }
}
