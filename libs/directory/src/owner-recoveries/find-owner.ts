import { Injectable } from '@nestjs/common';
import { foldCase } from '@app/kernel';
import { AccountRepository, ReadScope, UserRepository, type AccountEntity, type UserEntity } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { standsAsOwner } from '../users/last-owner.js';

export interface FoundOwner {
  readonly account: AccountEntity;
  readonly owner: UserEntity;
}

const MOST_NAMED = 20;

/** Which owner somebody on the host means: by the account's id or its exact name, and the owner's e-mail where there are several. */
@Injectable()
export class FindOwner {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
  ) {}

  /** @throws Problem `account_unknown`, `user_unknown` (404), `owner_required` (409): their details are for a terminal */
  async find(named: string, email: string | undefined): Promise<FoundOwner> {
    const account = await this.accountOf(named);
    const owners = await this.users.listOwners(this.reads, account.id);
    return { account, owner: email === undefined ? theOnly(owners, account) : ownerCalled(email, owners, account) };
  }

  private async accountOf(named: string): Promise<AccountEntity> {
    const byId = await this.accounts.find(this.reads, named);
    if (byId) return byId;
    const [account, ...others] = await this.accounts.findByName(this.reads, named);
    if (account && others.length === 0) return account;
    if (account) throw refuseDirectory('account_required', `${others.length + 1} accounts are called ${JSON.stringify(named)}, expected the id of one of them: ${[account, ...others].map(({ id }) => id).join(', ')}`);
    const known = (await this.accounts.list(this.reads, { limit: MOST_NAMED + 1 })).map(({ id, name }) => `${JSON.stringify(name)} (${id})`);
    const listed = known.length > MOST_NAMED ? `${known.slice(0, MOST_NAMED).join(', ')} and more` : known.join(', ') || 'none: the database is empty';
    throw refuseDirectory('account_unknown', `No account has the id or the exact name ${JSON.stringify(named)}, expected one of those that there are: ${listed}`);
  }
}

/** Those who may sign in come first: one whom another owner has deactivated is meant only when he is named, or when there is nobody else. */
function theOnly(owners: readonly UserEntity[], account: AccountEntity): UserEntity {
  const standing = owners.filter(standsAsOwner);
  const [owner, ...others] = standing.length > 0 ? standing : owners;
  if (!owner) throw refuseDirectory('user_unknown', `The account ${JSON.stringify(account.name)} has no owner, expected one`);
  if (others.length === 0) return owner;
  throw refuseDirectory('owner_required', `The account ${JSON.stringify(account.name)} has ${others.length + 1} owners, expected --owner with the e-mail of one of them: ${[owner, ...others].map(addressOf).join(', ')}`);
}

function ownerCalled(email: string, owners: readonly UserEntity[], account: AccountEntity): UserEntity {
  const wanted = foldCase(email.trim());
  const owner = owners.find(({ signInEmail, userNameFolded, email: own }) => [signInEmail, userNameFolded, own && foldCase(own)].includes(wanted));
  if (owner) return owner;
  throw refuseDirectory('user_unknown', `No owner of the account ${JSON.stringify(account.name)} is called ${JSON.stringify(email)}, expected one of ${owners.map(addressOf).join(', ') || 'none: there is no owner'}`);
}

export const addressOf = ({ signInEmail, email, userName }: UserEntity): string => signInEmail ?? email ?? userName;
