/** Why a backup is not made or not restored, in a sentence for whoever called the command. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal';
}
