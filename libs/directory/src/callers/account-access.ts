import { Injectable } from '@nestjs/common';
import { AccountRepository, ReadScope } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import type { Caller } from './caller.js';

/** Which accounts there are for a caller: his own; for staff, each. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly reads: ReadScope,
  ) {}

  /** @throws Problem `account_unknown` (404), the same for one that does not exist and one that is another's */
  async assertExistsFor(caller: Caller, accountId: string): Promise<void> {
    if (accountId === caller.accountId) return;
    if (caller.staff && (await this.accounts.find(this.reads, accountId))) return;
    throw accountUnknown(accountId);
  }
}

export function accountUnknown(accountId: string) {
  return refuseDirectory('account_unknown', `No account has this id, received ${JSON.stringify(accountId.slice(0, 100))}`);
}
