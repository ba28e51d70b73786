import { Injectable } from '@nestjs/common';
import { AccountRepository, ReadScope, UserRepository, type AccountEntity, type UserEntity } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { userUnknown } from '../users/change-user.js';
import { accountUnknown } from '../callers/account-access.js';

/** Who a caller is, and where. */
@Injectable()
export class ReadOwnSession {
  constructor(
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly reads: ReadScope,
  ) {}

  async read({ userId, accountId }: Caller): Promise<{ user: UserEntity; account: AccountEntity }> {
    const [user, account] = await Promise.all([this.users.findById(this.reads, userId), this.accounts.find(this.reads, accountId)]);
    if (!user) throw userUnknown(userId);
    if (!account) throw accountUnknown(accountId);
    return { user, account };
  }
}
