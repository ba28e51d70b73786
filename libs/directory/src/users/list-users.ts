import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { foldCase } from '@app/kernel';
import { ReadScope, UserRepository, type UserEntity } from '@app/persistence';

export interface UserListing {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A userName or primary e-mail address. */
  readonly identifier?: string | undefined;
}

/** The users of an account, in the order of creation. */
@Injectable()
export class ListUsers {
  constructor(
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `cursor_invalid` (400) */
  async list(accountId: string, { limit, cursor, identifier }: UserListing): Promise<Page<UserEntity>> {
    if (identifier !== undefined) return { items: await this.users.findByIdentifiers(this.reads, accountId, [foldCase(identifier)]), nextCursor: null };
    const list = `accounts/${accountId}/users`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [number]);
    const rows = await this.users.listByAccount(this.reads, accountId, { after, limit: limit + 1 });
    return this.cursors.page(list, rows, limit, ({ sequence }) => [sequence]);
  }
}
