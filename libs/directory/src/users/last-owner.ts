import { Injectable } from '@nestjs/common';
import { AccountRepository, UserRepository, type Tx, type UserEntity } from '@app/persistence';
import { refuseDirectory } from '../problems.js';

/** An account always has an owner who can sign in with a password. */
@Injectable()
export class LastOwner {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
  ) {}

  /** Before the user's row is held: two owners who take each other's role away at the same time go one after the other. */
  async hold(tx: Tx, accountId: string): Promise<void> {
    await this.accounts.findForChange(tx, accountId);
  }

  /**
   * @param next what becomes of the owner; null when he is deleted
   * @throws Problem `last_owner` (409)
   */
  async assertOneStays(tx: Tx, before: UserEntity, next: UserEntity | null): Promise<void> {
    if (!standsAsOwner(before) || (next !== null && standsAsOwner(next))) return;
    const others = (await this.users.listOwners(tx, before.accountId)).filter((owner) => owner.id !== before.id && standsAsOwner(owner));
    if (others.length > 0) return;
    throw refuseDirectory('last_owner', 'The last owner of the account was to lose that, expected at least one owner with a password who may sign in', {
      hint: 'Make another user owner first, and let him set a password.',
    });
  }
}

export function standsAsOwner({ owner, suspendedAt, signInEmail }: UserEntity): boolean {
  return owner && suspendedAt === null && signInEmail !== null;
}
