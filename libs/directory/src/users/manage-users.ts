import { Injectable } from '@nestjs/common';
import { ReadScope, UnitOfWork, UserRepository, type UserEntity } from '@app/persistence';
import { administrationBy } from '../callers/administration-by.js';
import type { Caller } from '../callers/caller.js';
import { PasswordHashing } from '../passwords/password-hashing.js';
import type { Role } from '../permissions.js';
import { refuseDirectory } from '../problems.js';
import { userUnknown } from './change-user.js';
import { emailsOf, withPrimaryEmail } from './email-addresses.js';
import { People } from './people.js';
import type { NewPerson, PersonAttributes, PersonChanges } from './person.js';

/** What the admin API says about a user: one e-mail address, one role, a password in plain text. */
export interface UserInput extends Partial<Omit<PersonAttributes, 'emails' | 'admin' | 'attributes' | 'externalId'>> {
  readonly email?: string | null;
  readonly role?: Role;
  readonly staff?: boolean;
  readonly password?: string;
  readonly signInEmail?: string;
}

/** Users as the admin API manages them; the rules are those of {@link People}. */
@Injectable()
export class ManageUsers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly users: UserRepository,
    private readonly people: People,
    private readonly hashing: PasswordHashing,
  ) {}

  /** @throws Problem `user_unknown` (404) */
  async read(accountId: string, id: string): Promise<UserEntity> {
    const user = await this.users.find(this.reads, accountId, id);
    if (!user) throw userUnknown(id);
    return user;
  }

  async create(caller: Caller, accountId: string, input: UserInput): Promise<UserEntity> {
    const userName = input.userName ?? input.email;
    if (userName === undefined || userName === null) throw refuseDirectory('user_invalid', 'Neither userName nor email is there, expected at least one');
    const emails = input.email ? withPrimaryEmail([], input.email) : [];
    const person: NewPerson = { ...(await this.changesOf(input)), userName, emails };
    const { user } = await this.unitOfWork.run((tx) => this.people.create(tx, administrationBy(caller, accountId), person));
    return user;
  }

  async change(caller: Caller, accountId: string, id: string, input: UserInput): Promise<UserEntity> {
    const changes = await this.changesOf(input);
    const { email } = input;
    const { user } = await this.unitOfWork.run((tx) =>
      this.people.change(tx, administrationBy(caller, accountId), id, (current) => ({
        ...changes,
        ...(email !== undefined && email !== current.user.email && { emails: withPrimaryEmail(emailsOf(current.user), email) }),
      })),
    );
    return user;
  }

  remove(caller: Caller, accountId: string, id: string): Promise<void> {
    return this.unitOfWork.run((tx) => this.people.remove(tx, administrationBy(caller, accountId), id));
  }

  private async changesOf({ email: _, role, password, ...same }: UserInput): Promise<PersonChanges> {
    return { ...same, ...(role && flagsOf(role)), ...(password !== undefined && { passwordHash: await this.hashing.hash(password) }) };
  }
}

/** An owner keeps what was provisioned as admin: it is what he falls back to. */
function flagsOf(role: Role): PersonChanges {
  return role === 'owner' ? { owner: true } : { owner: false, admin: role === 'admin' };
}
