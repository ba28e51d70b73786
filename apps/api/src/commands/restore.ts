import { parseArgs } from 'node:util';
import { ResealSecrets } from '@app/housekeeping';
import { SecretSealer } from '@app/kernel';
import { restoreSqlite, SealedValueRepository, type Database } from '@app/persistence';
import { loadSettings, readEnvironment, type Settings } from '@app/settings';
import { CommandRefusal, describeSnapshot, runCommand, sqlitePathOf } from '../command-line.js';

const USAGE = `Usage: npm run restore -- <backup file> [--replace]
  Puts a backup in the place of the embedded database, while the service is stopped. For PostgreSQL: docs/backup.md
  --replace   although there is a database with accounts: it is put aside, not deleted`;

await runCommand(async () => {
  const { file, replace } = readArguments();
  const settings = loadSettings(readEnvironment());
  const path = sqlitePathOf(settings);
  const { keptAside, outstanding, ...snapshot } = await restoreSqlite(path, file, { replace, now: new Date(), inspect: (database) => refuseForeignSecrets(database, settings) });
  const migrated = outstanding === 0 ? '' : `, and brought up to this version by ${outstanding} migrations`;
  const aside = keptAside === undefined ? '' : `\nWhat was there before is kept as ${keptAside}`;
  return `Restored ${file} to ${path}: ${describeSnapshot(snapshot)}, checked${migrated}.${aside}\nStart the service now.`;
});

function readArguments(): { readonly file: string; readonly replace: boolean } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean', default: false } } });
    const [file, ...others] = positionals;
    if (file !== undefined && others.length === 0) return { file, replace: values.replace };
  } catch {
    // An option that there is not: the usage says which there are.
  }
  throw new CommandRefusal(USAGE);
}

/** Found out now rather than at the first sign-in that needs a key of the service. */
async function refuseForeignSecrets(database: Database, { secretKeys }: Settings): Promise<void> {
  const unreadable = await new ResealSecrets(new SecretSealer(secretKeys), new SealedValueRepository(), database.unitOfWork, database.reads).countUnreadable();
  if (unreadable > 0) throw new CommandRefusal(`SECRET_KEY: does not open ${unreadable} secrets of the backup, expected the SECRET_KEY of the service that it was made of. Nothing was changed`);
}
