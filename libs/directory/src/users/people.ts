import { Injectable } from '@nestjs/common';
import type { Tx, UserEntity } from '@app/persistence';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import { DeleteUser } from './delete-user.js';
import { FindPersonForSignIn, type SignInSubject } from './find-person-for-sign-in.js';
import type { ChangeContext, ChangeOptions, NewPerson, PersonChangesOf, PersonOutcome } from './person.js';

/** The one place where a person changes, whoever asks: SCIM, the admin API, the first start. */
@Injectable()
export class People {
  constructor(
    private readonly creation: CreateUser,
    private readonly changing: ChangeUser,
    private readonly deletion: DeleteUser,
    private readonly search: FindPersonForSignIn,
  ) {}

  /**
   * Makes a user; or, from a provisioning client, provisions an owner again whom it had deleted.
   * @throws Problem `user_conflict` (409), `user_invalid` (400), `phone_invalid` (400)
   */
  create(tx: Tx, context: ChangeContext, person: NewPerson): Promise<PersonOutcome> {
    return this.creation.create(tx, context, person);
  }

  /**
   * Changes a user, with everything that follows from it: sessions and API keys end with a deactivation, in this unit of work.
   * @throws Problem `user_unknown` (404), `user_conflict` (409), `last_owner` (409), `version_mismatch` (412), `user_invalid`,
   * `phone_invalid` (400), `owner_protected`, `staff_protected` (403)
   */
  change(tx: Tx, context: ChangeContext, userId: string, changes: PersonChangesOf, options?: ChangeOptions): Promise<PersonOutcome> {
    return this.changing.change(tx, context, userId, changes, options);
  }

  /**
   * Deletes a user. An owner whom a provisioning client deletes is hidden from SCIM, and goes on otherwise.
   * @throws Problem `user_unknown` (404), `last_owner` (409), `version_mismatch` (412), `owner_protected`, `staff_protected` (403)
   */
  remove(tx: Tx, context: ChangeContext, userId: string, options?: ChangeOptions): Promise<void> {
    return this.deletion.remove(tx, context, userId, options);
  }

  /** The account's user whose userName is the subject, else whose primary e-mail is; active or not; held until the unit of work ends. Null: not provisioned. */
  findPersonForSignIn(tx: Tx, accountId: string, subject: SignInSubject): Promise<UserEntity | null> {
    return this.search.find(tx, accountId, subject);
  }
}
