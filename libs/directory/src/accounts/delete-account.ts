import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { AccountRemovalRepository, AccountRepository, ReadScope, UnitOfWork, type AccountContents, type AccountEntity } from '@app/persistence';
import { accountUnknown } from '../callers/account-access.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';

export interface AccountDeletionPreview {
  readonly account: AccountEntity;
  readonly contents: AccountContents;
}

/** Staff take an account away, with everything of it. What stays is one audit event, in the account of whoever did it. */
@Injectable()
export class DeleteAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly removal: AccountRemovalRepository,
    private readonly audit: AuditTrail,
    private readonly reads: ReadScope,
  ) {}

  /** @throws Problem `account_unknown` (404) */
  async preview(accountId: string): Promise<AccountDeletionPreview> {
    const account = await this.accounts.find(this.reads, accountId);
    if (!account) throw accountUnknown(accountId);
    return { account, contents: await this.removal.count(this.reads, accountId) };
  }

  /**
   * At once and for good.
   * @param confirmation the account's name
   * @throws Problem `account_unknown` (404), `own_account` (409), `deletion_unconfirmed` (400)
   */
  async delete({ accountId: home, actor }: Caller, accountId: string, confirmation: string | undefined): Promise<void> {
    if (accountId === home) throw ownAccount();
    await this.unitOfWork.run(async (tx) => {
      const account = await this.removal.findForRemoval(tx, accountId);
      if (!account) throw accountUnknown(accountId);
      if (confirmation !== account.name) throw unconfirmed(account, confirmation);
      const contents = await this.removal.count(tx, accountId);
      await this.removal.remove(tx, accountId);
      await this.audit.record(tx, { accountId: home, action: 'account.deleted', actor, subject: { kind: 'account', id: accountId, name: account.name }, before: { name: account.name, ...contents } });
    });
  }
}

/** So there is always one account left, and somebody who may sign in to it. */
function ownAccount() {
  return refuseDirectory('own_account', 'This is the account that you are in yourself, expected another one', { hint: 'Somebody of the staff who is a user of another account can delete this one.' });
}

function unconfirmed({ name }: AccountEntity, confirmation: string | undefined) {
  const received = confirmation === undefined ? 'none' : JSON.stringify(confirmation.slice(0, 200));
  return refuseDirectory('deletion_unconfirmed', `The deletion is not confirmed, expected the name of the account, ${JSON.stringify(name)}, as confirm, received ${received}`, {
    hint: 'Look at deletion-preview, which says what goes; then repeat the name of the account in ?confirm=.',
  });
}
