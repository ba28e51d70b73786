import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock, newId, newToken } from '@app/kernel';
import { AccountRepository, UnitOfWork, type AccountEntity, type Tx, type UserEntity } from '@app/persistence';
import { PasswordHashing } from '../passwords/password-hashing.js';
import { People } from '../users/people.js';

export interface NewAccount {
  readonly name: string;
  readonly owner: NewOwner;
}

export interface NewOwner {
  readonly email: string;
  /** Generated where it is missing. */
  readonly password?: string | undefined;
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly staff?: boolean;
}

export interface CreatedAccount {
  readonly account: AccountEntity;
  readonly owner: UserEntity;
  /** Only where it was generated: shown once, and nowhere else. */
  readonly generatedPassword: string | null;
}

const GENERATED_BYTES = 18;

/** Makes an account with its owner: there is no account without one. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly people: People,
    private readonly hashing: PasswordHashing,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `password_invalid`, `user_invalid` (400) */
  async create(wanted: NewAccount, actor: Actor): Promise<CreatedAccount> {
    const created = await this.createAs(newId(), wanted, actor);
    return created as CreatedAccount;
  }

  /** @returns null where an account with the id is there already: of several at once, one makes it */
  async createAs(id: string, { name, owner }: NewAccount, actor: Actor): Promise<CreatedAccount | null> {
    const generatedPassword = owner.password === undefined ? newToken(GENERATED_BYTES) : null;
    const passwordHash = await this.hashing.hash(owner.password ?? (generatedPassword as string));
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.millis();
      const account: AccountEntity = { id, name, ssoRequired: false, preferences: {}, createdAt: now, updatedAt: now };
      if (!(await this.accounts.insertIfAbsent(tx, account))) return null;
      await this.audit.record(tx, { accountId: id, action: 'account.created', actor, subject: { kind: 'account', id, name }, after: { name } });
      return { account, owner: await this.createOwner(tx, id, owner, passwordHash, actor), generatedPassword };
    });
  }

  private async createOwner(tx: Tx, accountId: string, { email, givenName = null, familyName = null, staff = false }: NewOwner, passwordHash: string, actor: Actor): Promise<UserEntity> {
    const emails = [{ value: email, type: 'work', primary: true }];
    const context = { accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor } as const;
    const { user } = await this.people.create(tx, context, { userName: email, emails, givenName, familyName, owner: true, staff, passwordHash });
    return user;
  }
}
