import { backUpSqlite } from '@app/persistence';
import { loadSettings, readEnvironment } from '@app/settings';
import { CommandRefusal, describeSnapshot, onlyArgument, runCommand, sqlitePathOf } from '../command-line.js';

const USAGE = `Usage: npm run backup -- <new file>
  Writes what is committed in the embedded database into a new file, while the service runs. For PostgreSQL: docs/backup.md`;

await runCommand(async () => {
  const file = onlyArgument(USAGE);
  const settings = loadSettings(readEnvironment());
  const path = sqlitePathOf(settings);
  if (file === path) throw new CommandRefusal(USAGE);
  const snapshot = backUpSqlite(path, file);
  return `Backed up ${path} to ${file}: ${describeSnapshot(snapshot)}, checked.
SECRET_KEY is not in it, and what is sealed in the backup opens with nothing else: keep a copy of it, in another place than the backup.
It is ${process.getuid === undefined ? '' : 'readable for its owner alone, and '}as confidential as the database itself.`;
});
