import { SecretSealer } from '@app/kernel';
import { ResealSecrets } from '@app/housekeeping';
import { SealedValueRepository } from '@app/persistence';
import { loadSettings, readEnvironment } from '@app/settings';
import { CommandRefusal, openDatabase, runCommand } from '../command-line.js';

/** `npm run reseal`: the last step but one of replacing SECRET_KEY (docs/production.md), while the service runs. */
await runCommand(async () => {
  const settings = loadSettings(readEnvironment());
  const database = await openDatabase(settings);
  try {
    const { resealed, unreadable } = await new ResealSecrets(new SecretSealer(settings.secretKeys), new SealedValueRepository(), database.unitOfWork, database.reads).run();
    const done = `Sealed ${resealed} ${resealed === 1 ? 'secret' : 'secrets'} anew.`;
    if (unreadable > 0) throw new CommandRefusal(`${done} ${unreadable} could not be opened: set in SECRET_KEY_PREVIOUS, beside what is there, the SECRET_KEY that they were sealed with, and run this again`);
    return `${done} Everything is sealed with the SECRET_KEY that is set now: no instance needs SECRET_KEY_PREVIOUS any more.`;
  } finally {
    await database.close();
  }
});
