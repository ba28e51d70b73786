import { copyFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Database } from '../database.js';
import { BackupRefusal } from './backup-refusal.js';
import { readSnapshot, type Snapshot, synchronize } from './snapshot.js';

export interface Restored extends Snapshot {
  /** Where the database that was there is kept; undefined where there was none. */
  readonly keptAside: string | undefined;
}

export interface RestoreOptions {
  /** Whether a database that holds accounts may be put aside. */
  readonly replace: boolean;
  /** Of the restored database, migrated and open, before it takes its place: what it throws leaves everything as it was. */
  readonly inspect?: (database: Database) => Promise<void>;
  /** For the name of what is put aside. */
  readonly now: Date;
}

/**
 * Puts a backup in the place of the embedded database: checked, copied, migrated and inspected beside it, and then put there in one step.
 * @throws BackupRefusal where the service has the database open, or the backup is not sound, or there is data and no leave to replace it
 */
export async function restoreSqlite(path: string, file: string, { replace, inspect, now }: RestoreOptions): Promise<Restored> {
  const snapshot = readSnapshot(file);
  refuseToReplace(path, replace);
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.restoring`;
  removeDatabase(unfinished);
  try {
    copyFileSync(file, unfinished);
    chmodSync(unfinished, 0o600);
    await prepare(unfinished, inspect);
    synchronize(unfinished);
    return { ...snapshot, keptAside: putInPlace(path, unfinished, now) };
  } finally {
    removeDatabase(unfinished);
  }
}

function refuseToReplace(path: string, replace: boolean): void {
  if (!existsSync(path)) return;
  closeUnused(path, () => undefined);
  const { accounts, users } = readSnapshot(path);
  if (accounts > 0 && !replace) throw new BackupRefusal(`${path} holds ${accounts} accounts with ${users} users; say --replace to put it aside and the backup in its place`);
}

async function prepare(path: string, inspect: RestoreOptions['inspect']): Promise<void> {
  const database = await Database.open({ kind: 'sqlite', path });
  try {
    await inspect?.(database);
  } finally {
    await database.close();
  }
  closeUnused(path, () => undefined);
}

/** Under a lock on what is put aside: a service that was started meanwhile has it open, and is not robbed of it. */
function putInPlace(path: string, restored: string, now: Date): string | undefined {
  const aside = existsSync(path) ? `${path}.before-${now.toISOString().replace(/[-:]|\.\d+/g, '')}` : undefined;
  const move = () => {
    if (aside !== undefined) renameSync(path, aside);
    renameSync(restored, path);
  };
  if (aside === undefined) move();
  else closeUnused(path, move);
  synchronize(dirname(path));
  return aside;
}

/** Writes the whole database into its one file (no log beside it), which only works where nobody else has it open, and does `whileClosed` under that lock. */
function closeUnused(path: string, whileClosed: () => void): void {
  const database = new Sqlite(path, { timeout: 1_000 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
    whileClosed();
    database.exec('ROLLBACK');
  } catch (error) {
    if (!/^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '')) throw error;
    throw new BackupRefusal(`${path} is in use, expected the service to be stopped`);
  } finally {
    database.close();
  }
}

function removeDatabase(path: string): void {
  for (const each of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) rmSync(each, { force: true });
}
