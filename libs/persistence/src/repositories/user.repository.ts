import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { UserEntity } from '../entities/index.js';
import { foldedSql, holdsSql, limitSql } from '../portable-sql.js';
import { deleteRows, findRow, findRowHeld, findRows, insertInSequence, selectRows, selectRowsHeld, updateRows } from '../rows.js';
import { managerOf, query, type ReadScope, type Tx } from '../scope.js';
import { joinSql, sql } from '../sql.js';
import { valuesOf } from '../values.js';

/** A person with what his password is checked against. */
export type UserWithPassword = UserEntity & { passwordHash: string };

@Injectable()
export class UserRepository {
  /** @returns the row as it is stored, with its place in the order of creation */
  async insert(tx: Tx, user: Omit<UserEntity, 'sequence'>): Promise<UserEntity> {
    const sequence = (await insertInSequence(tx, UserEntity, user)) as number;
    return { ...user, sequence };
  }

  async update(tx: Tx, id: string, changes: Partial<UserEntity>): Promise<void> {
    tx.leaveToCommit(updateRows(tx, UserEntity, { id }, changes));
  }

  /** Sessions, keys, identifiers and addresses go with the row. */
  delete(tx: Tx, id: string): Promise<number> {
    return deleteRows(tx, UserEntity, { id });
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<UserEntity | null> {
    return findRow(scope, UserEntity, { accountId, id });
  }

  /** Of whatever account. */
  findById(scope: ReadScope, id: string): Promise<UserEntity | null> {
    return findRow(scope, UserEntity, { id });
  }

  /** Of whatever account; held against everybody else until the unit of work ends. */
  findByIdForChange(tx: Tx, id: string): Promise<UserEntity | null> {
    return findRowHeld(tx, UserEntity, { id }, 'change');
  }

  /** The row as it is now, held against everybody else until the unit of work ends; null when it is gone. */
  findForChange(tx: Tx, accountId: string, id: string): Promise<UserEntity | null> {
    return findRowHeld(tx, UserEntity, { accountId, id }, 'change');
  }

  /** The same, and nothing that refers to the row may come either; for what will be deleted. */
  findForRemoval(tx: Tx, accountId: string, id: string): Promise<UserEntity | null> {
    return findRowHeld(tx, UserEntity, { accountId, id }, 'removal');
  }

  /** The password's hash of a user; null where he has none (or is gone). */
  async findPasswordHash(scope: ReadScope, id: string): Promise<string | null> {
    const [row] = await query<{ password_hash: string | null }>(scope, sql`SELECT password_hash FROM users WHERE id = ${id}`);
    return row?.password_hash ?? null;
  }

  /** Who has a password that goes with this e-mail address (folded), in one account or in all; the oldest first. */
  findBySignInEmail(scope: ReadScope, signInEmail: string, { accountId, limit }: { accountId?: string | undefined; limit: number }): Promise<UserWithPassword[]> {
    const search = managerOf(scope).createQueryBuilder(UserEntity, 'user').addSelect('user.passwordHash');
    search.where('user.signInEmail = :signInEmail AND user.passwordHash IS NOT NULL', { signInEmail });
    if (accountId !== undefined) search.andWhere('user.accountId = :accountId', { accountId });
    return search.orderBy('user.sequence').limit(limit).getMany() as Promise<UserWithPassword[]>;
  }

  /** A page in the order of creation: the rows after `after` (a sequence). */
  listByAccount(scope: ReadScope, accountId: string, { after, limit }: { after?: number | undefined; limit: number }): Promise<UserEntity[]> {
    const where = { accountId, ...(after === undefined ? {} : { sequence: MoreThan(after) }) };
    return managerOf(scope).find(UserEntity, { where, order: { sequence: 'ASC' }, take: limit });
  }

  /**
   * Those of the next `window` users after `after` (a sequence) whose names or addresses hold every one of the words (folded), in the
   * order of creation; bounded, so that a rare word in a large account costs no more than a page. @returns `end`: up to where was looked; null at the end of the list
   */
  async search(scope: ReadScope, accountId: string, words: readonly string[], { after, window, limit }: { after: number; window: number; limit: number }): Promise<{ users: UserEntity[]; end: number | null }> {
    const [bound] = await query<{ sequence: number }>(scope, sql`SELECT sequence FROM users WHERE account_id = ${accountId} AND sequence > ${after} ORDER BY sequence ${limitSql(1, window - 1)}`);
    const end = bound ? Number(bound.sequence) : null;
    const text = foldedSql(sql`user_name || ' ' || COALESCE(email, '') || ' ' || COALESCE(display_name, '') || ' ' || COALESCE(given_name, '') || ' ' || COALESCE(family_name, '')`);
    const within = end === null ? sql`TRUE` : sql`sequence <= ${end}`;
    const rows = await query<{ id: string }>(
      scope,
      sql`SELECT id FROM users WHERE account_id = ${accountId} AND sequence > ${after} AND ${within} AND ${joinSql(words.map((word) => holdsSql(text, word)), ' AND ')} ORDER BY sequence ${limitSql(limit)}`,
    );
    const users = rows.length === 0 ? [] : await findRows(scope, UserEntity, { id: rows.map(({ id }) => id) }, ['sequence']);
    return { users, end };
  }

  /** Who has one of these (folded) as userName or primary e-mail. */
  findByIdentifiers(scope: ReadScope, accountId: string, values: readonly string[]): Promise<UserEntity[]> {
    const wanted = sql`SELECT user_id FROM user_identifiers WHERE account_id = ${accountId} AND value IN ${valuesOf(scope, values)}`;
    return selectRows(scope, UserEntity, sql`id IN (${wanted}) ORDER BY sequence`);
  }

  /** The user of this identifier as it is now, held as by {@link findForChange}. */
  async findByIdentifierForChange(tx: Tx, accountId: string, value: string): Promise<UserEntity | null> {
    const wanted = sql`SELECT user_id FROM user_identifiers WHERE account_id = ${accountId} AND value = ${value}`;
    const [user] = await selectRowsHeld(tx, UserEntity, sql`id IN (${wanted})`, 'change');
    return user ?? null;
  }

  /**
   * Active people who come in through an identity provider or not at all: those without a password, and where the account takes none,
   * everybody but owners and staff with one. The first of them in the order of creation, and how many there are.
   */
  async findWithoutPassword(scope: ReadScope, accountId: string, ssoRequired: boolean, limit: number): Promise<{ total: number; people: UserEntity[] }> {
    const search = managerOf(scope).createQueryBuilder(UserEntity, 'user').where('user.accountId = :accountId AND user.active AND NOT user.hiddenFromScim', { accountId });
    search.andWhere(ssoRequired ? '(user.passwordHash IS NULL OR NOT (user.owner OR user.staff))' : 'user.passwordHash IS NULL');
    const [people, total] = await search.orderBy('user.sequence').take(limit).getManyAndCount();
    return { total, people };
  }

  /** The account's owners, in the order of creation. */
  listOwners(scope: ReadScope, accountId: string): Promise<UserEntity[]> {
    // `owner` as a bare condition: that is how both engines recognise the partial index.
    return managerOf(scope).createQueryBuilder(UserEntity, 'user').where('user.accountId = :accountId AND user.owner', { accountId }).orderBy('user.sequence').getMany();
  }
}
