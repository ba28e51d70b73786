import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { foldCase } from '@app/kernel';
import Sqlite from 'better-sqlite3';
import { migrations } from '../migrations/index.js';
import { BackupRefusal } from './backup-refusal.js';

/** What is in a file of the embedded database. */
export interface Snapshot {
  readonly accounts: number;
  readonly users: number;
  readonly bytes: number;
  /** Of this program's migrations, how many the file has not seen. */
  readonly outstanding: number;
}

/**
 * Writes what is committed now into a new file, while the service goes on reading and writing: one snapshot, complete or not there at all,
 * readable for its owner alone.
 * @throws BackupRefusal where the file exists, or what was written is not sound
 */
export function backUpSqlite(path: string, file: string): Snapshot {
  if (!existsSync(path)) throw new BackupRefusal(`there is no database at ${path}, expected that of the service (DATABASE_URL)`);
  if (existsSync(file)) throw new BackupRefusal(`${file} exists already, expected the name of a new file`);
  const unfinished = `${file}.unfinished`;
  createPrivately(unfinished);
  try {
    inFile(path, (database) => database.prepare('VACUUM INTO ?').run(unfinished));
    const snapshot = readSnapshot(unfinished);
    synchronize(unfinished);
    // Unlike a renaming, it does not take the place of a file that came meanwhile.
    linkSync(unfinished, file);
    synchronize(dirname(file));
    return snapshot;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** @throws BackupRefusal for what is no sound database of this program, or of a later one */
export function readSnapshot(file: string): Snapshot {
  if (!existsSync(file)) throw new BackupRefusal(`there is no file ${file}, expected a backup`);
  try {
    return inFile(file, (database) => {
      refuseDamage(database, file);
      return { accounts: countOf(database, 'accounts'), users: countOf(database, 'users'), bytes: statSync(file).size, outstanding: countOutstanding(database, file) };
    });
  } catch (error) {
    if (error instanceof BackupRefusal) throw error;
    throw new BackupRefusal(`${file} is no database of this service: ${(error as Error).message}`);
  }
}

export function synchronize(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function createPrivately(file: string): void {
  rmSync(file, { force: true });
  closeSync(openSync(file, 'wx', 0o600));
}

function inFile<Result>(path: string, work: (database: Sqlite.Database) => Result): Result {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    database.function('fold_case', { deterministic: true }, (value) => (typeof value === 'string' ? foldCase(value) : value));
    return work(database);
  } finally {
    database.close();
  }
}

function refuseDamage(database: Sqlite.Database, file: string): void {
  const [{ integrity_check: verdict } = { integrity_check: 'no answer' }] = database.pragma('integrity_check') as { integrity_check: string }[];
  if (verdict !== 'ok') throw new BackupRefusal(`${file} is damaged: ${verdict}`);
  const orphans = database.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) throw new BackupRefusal(`${file} is damaged: ${orphans.length} rows refer to rows that are not there`);
}

function countOf(database: Sqlite.Database, table: 'accounts' | 'users'): number {
  return (database.prepare(`SELECT COUNT(*) AS total FROM ${table}`).get() as { total: number }).total;
}

function countOutstanding(database: Sqlite.Database, file: string): number {
  const known = new Set(migrations.map(({ name }) => name));
  const seen = (database.prepare('SELECT name FROM migrations').all() as { name: string }[]).map(({ name }) => name);
  const later = seen.filter((name) => !known.has(name));
  if (later.length > 0) throw new BackupRefusal(`${file} is of a later version of this service (${later.join(', ')}), expected one of this version or before`);
  return known.size - seen.length;
}
