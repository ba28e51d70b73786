import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { foldCase } from '@app/kernel';
import { AccountRepository, ReadScope, UserRepository, type AccountEntity } from '@app/persistence';
import { accountUnknown } from '../callers/account-access.js';
import { ownerWarnings } from '../users/owner-warnings.js';

@Injectable()
export class ReadAccounts {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** In the order of creation. @param search a part of the name. @throws Problem `cursor_invalid` (400) */
  async list({ limit, cursor, search = '' }: { limit: number; cursor?: string | undefined; search?: string | undefined }): Promise<Page<AccountEntity>> {
    const holds = foldCase(search.trim()) || undefined;
    const list = holds === undefined ? 'accounts' : `accounts?search=${holds}`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [string]);
    const rows = await this.accounts.list(this.reads, { after, holds, limit: limit + 1 });
    return this.cursors.page(list, rows, limit, ({ id }) => [id]);
  }

  /** With what its administrators should know about its owners. @throws Problem `account_unknown` (404) */
  async read(id: string): Promise<{ account: AccountEntity; warnings: readonly string[] }> {
    const account = await this.accounts.find(this.reads, id);
    if (!account) throw accountUnknown(id);
    const owners = await this.users.listOwners(this.reads, id);
    return { account, warnings: owners.flatMap((owner) => ownerWarnings(owner).map((warning) => `${owner.userName}: ${warning}`)) };
  }
}
