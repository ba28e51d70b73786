import { existsSync } from 'node:fs';
import { BackupRefusal, Database, isDatabaseFull, isDatabaseUnavailable, type OpenOptions, type Snapshot } from '@app/persistence';
import { type Settings, SettingsError } from '@app/settings';

/** What a command refuses, told in a line or two and without a stack. */
export class CommandRefusal extends Error {}

// Who calls a command waits in front of a terminal.
const PATIENCE = 5_000;

/** Runs a command: what it returns is printed, what it throws ends it with code 1. */
export async function runCommand(work: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work()}\n`);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

/** Opens the database that is there; the service makes one that is not, here it would only be the wrong one. */
export function openDatabase({ database, databasePoolSize }: Settings, options: OpenOptions = {}): Promise<Database> {
  if (database.kind === 'sqlite' && !existsSync(database.path)) throw new CommandRefusal(`DATABASE_URL: there is no database at ${database.path}, expected that of the service`);
  return Database.open(database, { poolSize: databasePoolSize, patience: PATIENCE, ...options });
}

/** @throws CommandRefusal with the usage for none or several */
export function onlyArgument(usage: string): string {
  const [argument, ...others] = process.argv.slice(2);
  if (argument === undefined || argument.startsWith('-') || others.length > 0) throw new CommandRefusal(usage);
  return argument;
}

/** @throws CommandRefusal for PostgreSQL, which has tools of its own */
export function sqlitePathOf({ database }: Settings): string {
  if (database.kind === 'sqlite') return database.path;
  throw new CommandRefusal('DATABASE_URL: is a PostgreSQL, which is backed up by pg_dump and restored by pg_restore: docs/backup.md');
}

export function describeSnapshot({ accounts, users, bytes }: Omit<Snapshot, 'outstanding'>): string {
  return `${accounts} ${accounts === 1 ? 'account' : 'accounts'}, ${users} ${users === 1 ? 'user' : 'users'}, ${(bytes / 1_000_000).toFixed(1)} MB`;
}

function describeFailure(error: unknown): string {
  if (error instanceof SettingsError || error instanceof CommandRefusal || error instanceof BackupRefusal) return error.message;
  if (isDatabaseFull(error)) return `There is no space left: ${(error as Error).message}`;
  if (isDatabaseUnavailable(error)) return `DATABASE_URL: the database does not answer: ${(error as Error).message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
