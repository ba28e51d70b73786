import { Injectable } from '@nestjs/common';
import { isStorableText } from '@app/http';
import { foldCase } from '@app/kernel';
import { type Tx, UserRepository, type UserEntity } from '@app/persistence';

/** What an identity provider says who it is. */
export interface SignInSubject {
  /** The verified NameID; or the attribute `email` where the NameID is no e-mail address by its format, as the caller decides. */
  readonly nameId: string;
}

@Injectable()
export class FindPersonForSignIn {
  constructor(private readonly users: UserRepository) {}

  /** Nobody has another's userName as primary e-mail, so one look-up finds the userName, else the e-mail. The row is held as for a change. */
  async find(tx: Tx, accountId: string, { nameId }: SignInSubject): Promise<UserEntity | null> {
    // What cannot be stored is nobody's name, and PostgreSQL takes it for an error.
    if (!isStorableText(nameId)) return null;
    const user = await this.users.findByIdentifierForChange(tx, accountId, foldCase(nameId));
    // An owner whom the provisioning client has deleted has no user there any more.
    return user && !user.hiddenFromScim ? user : null;
  }
}
