import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  ExternalIdRepository,
  ResourceCountRepository,
  UserEmailRepository,
  UserIdentifierRepository,
  UserRepository,
  type Tx,
  type UserEntity,
} from '@app/persistence';
import { emailRows, identifiersOf } from './email-addresses.js';

/** What is written of a person: the row, and in step with it identifiers, addresses, external ids and the counts. */
@Injectable()
export class PersonRows {
  constructor(
    readonly users: UserRepository,
    readonly externalIds: ExternalIdRepository,
    private readonly identifiers: UserIdentifierRepository,
    private readonly emails: UserEmailRepository,
    private readonly counts: ResourceCountRepository,
  ) {}

  /** @returns the stored row; or the identifiers that others have: then the unit of work holds half a person, to be undone */
  async insert(tx: Tx, user: Omit<UserEntity, 'sequence'>): Promise<UserEntity | readonly string[]> {
    const [stored, taken] = await Promise.all([this.users.insert(tx, user), this.takeIdentifiers(tx, user, identifiersOf(user))]);
    if (taken.length > 0) return taken;
    await this.emails.insert(tx, emailRows(user));
    return stored;
  }

  /** Takes the identifiers that the next row needs beside those of the row as it is. @returns those that others have: then none is taken */
  takeNewIdentifiers(tx: Tx, before: UserEntity, next: UserEntity): Promise<readonly string[]> {
    const had = new Set(identifiersOf(before));
    return this.takeIdentifiers(tx, next, identifiersOf(next).filter((value) => !had.has(value)));
  }

  /** Whether another user of the account signs in with that address and a password. */
  async signInEmailTaken(tx: Tx, { id, accountId, signInEmail }: Pick<UserEntity, 'id' | 'accountId' | 'signInEmail'>): Promise<boolean> {
    if (signInEmail === null) return false;
    const holders = await this.users.findBySignInEmail(tx, signInEmail, { accountId, limit: 2 });
    return holders.some((holder) => holder.id !== id);
  }

  /** Writes the columns that differ; identifiers that are not needed any more are set free. */
  async update(tx: Tx, before: UserEntity, next: UserEntity, columns: Partial<UserEntity>, passwordHash?: string | null): Promise<void> {
    await this.users.update(tx, before.id, { ...columns, ...(passwordHash !== undefined && { passwordHash }) });
    const needed = new Set(identifiersOf(next));
    tx.leaveToCommit(this.identifiers.delete(tx, before.accountId, before.id, identifiersOf(before).filter((value) => !needed.has(value))));
    // Most of what is written about a person says nothing new of his addresses.
    const addresses = emailRows(next);
    if (columns.attributes && !isDeepStrictEqual(addresses, emailRows(before))) await this.emails.replace(tx, before.id, addresses);
  }

  /** Keeps the counts in step with what became of a person; last in its unit of work. @param before null where he is new; `after` where he is gone */
  count(tx: Tx, before: UserEntity | null, after: UserEntity | null): Promise<void> {
    const { accountId, sequence } = (after ?? before) as UserEntity;
    const [was, is] = [countedIn(before), countedIn(after)];
    return this.counts.addTogether(tx, accountId, sequence, { user: is.user - was.user, 'active-user': is.active - was.active });
  }

  private async takeIdentifiers(tx: Tx, { accountId, id }: Pick<UserEntity, 'accountId' | 'id'>, values: readonly string[]): Promise<readonly string[]> {
    if (values.length === 0 || (await this.identifiers.insert(tx, accountId, id, values))) return [];
    const holders = await this.identifiers.findHolders(tx, accountId, values);
    await this.identifiers.delete(tx, accountId, id, values);
    return holders.filter(({ userId }) => userId !== id).map(({ value }) => value);
  }
}

/** In which counts a person is; one whom SCIM does not show is in none. */
function countedIn(user: UserEntity | null): { user: number; active: number } {
  if (!user || user.hiddenFromScim) return { user: 0, active: 0 };
  return { user: 1, active: Number(user.active) };
}
