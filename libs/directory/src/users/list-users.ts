import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { foldCase } from '@app/kernel';
import { ReadScope, UserRepository, type UserEntity } from '@app/persistence';

export interface UserListing {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A userName or primary e-mail address. */
  readonly identifier?: string | undefined;
  /** Words that names or addresses hold. */
  readonly search?: string | undefined;
}

const MOST_WORDS = 10;
// Some tens of milliseconds of either engine; SQLite lets everybody else wait meanwhile.
const LOOKED_AT_ONCE = 20_000;

/** The users of an account, in the order of creation. */
@Injectable()
export class ListUsers {
  constructor(
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `cursor_invalid` (400) */
  async list(accountId: string, { limit, cursor, identifier, search }: UserListing): Promise<Page<UserEntity>> {
    if (identifier !== undefined) return { items: await this.users.findByIdentifiers(this.reads, accountId, [foldCase(identifier)]), nextCursor: null };
    const words = foldCase(search ?? '').split(/\s+/).filter((word) => word !== '').slice(0, MOST_WORDS);
    if (words.length > 0) return this.search(accountId, words, { limit, cursor });
    const list = `accounts/${accountId}/users`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [number]);
    const rows = await this.users.listByAccount(this.reads, accountId, { after, limit: limit + 1 });
    return this.cursors.page(list, rows, limit, ({ sequence }) => [sequence]);
  }

  /** A page looks at so many users, so it may hold fewer than were asked for, or none, and go on. */
  private async search(accountId: string, words: readonly string[], { limit, cursor }: Pick<UserListing, 'limit' | 'cursor'>): Promise<Page<UserEntity>> {
    const list = `accounts/${accountId}/users?search=${words.join(' ')}`;
    const [after = 0] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [number]);
    const { users, end } = await this.users.search(this.reads, accountId, words, { after, window: LOOKED_AT_ONCE, limit: limit + 1 });
    if (users.length > limit || end === null) return this.cursors.page(list, users, limit, ({ sequence }) => [sequence]);
    return { items: users, nextCursor: this.cursors.encode(list, [end]) };
  }
}
