import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { ApiKeyEntity } from '../entities/index.js';
import { deleteRows, findRow, insertRow, write } from '../rows.js';
import { managerOf, queryByKey, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';
import { type CallerRow, callerColumns, readCallerRow, type RawCallerRow } from './caller-row.js';

/** A key with its person's rights as they are now. */
export interface ApiKeyWithUser extends CallerRow {
  readonly id: string;
  readonly name: string;
  /** Where the key is good: another account than its user's for one that staff has made there. */
  readonly keyAccountId: string;
  readonly scopes: readonly string[];
  readonly madeByPassword: boolean;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

@Injectable()
export class ApiKeyRepository {
  async insert(tx: Tx, key: ApiKeyEntity): Promise<void> {
    await insertRow(tx, ApiKeyEntity, key);
  }

  /** The key of a digest and whose it is, in one indexed query. */
  async findByDigest(scope: ReadScope, keyDigest: string): Promise<ApiKeyWithUser | null> {
    type Raw = RawCallerRow & { id: string; name: string; key_account_id: string; scopes: string; made_by_password: boolean | number; expires_at: number | null; last_used_at: number | null };
    const [row] = await queryByKey<Raw>(scope, sql`SELECT held.id, held.name, held.account_id AS key_account_id, held.scopes, held.made_by_password, held.expires_at, held.last_used_at, ${callerColumns}
      FROM api_keys held JOIN users person ON person.id = held.user_id JOIN accounts account ON account.id = person.account_id
      WHERE held.key_digest = ${keyDigest}`);
    if (!row) return null;
    const { id, name, key_account_id, scopes, made_by_password, expires_at, last_used_at } = row;
    return { ...readCallerRow(row), id, name, keyAccountId: key_account_id, scopes: JSON.parse(scopes) as string[], madeByPassword: Boolean(made_by_password), expiresAt: expires_at, lastUsedAt: last_used_at };
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<ApiKeyEntity | null> {
    return findRow(scope, ApiKeyEntity, { accountId, id });
  }

  /** A page in the order of creation: the rows after `after` (an id). */
  listByAccount(scope: ReadScope, accountId: string, { after, limit }: { after?: string | undefined; limit: number }): Promise<ApiKeyEntity[]> {
    const where = { accountId, ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return managerOf(scope).find(ApiKeyEntity, { where, order: { id: 'ASC' }, take: limit });
  }

  /** Moves `lastUsedAt` forward, never back. */
  async touch(tx: Tx, id: string, at: number): Promise<void> {
    await write(tx, sql`UPDATE api_keys SET last_used_at = ${at} WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < ${at})`);
  }

  delete(tx: Tx, id: string): Promise<number> {
    return deleteRows(tx, ApiKeyEntity, { id });
  }

  /** @param madeByPassword only keys that were (or were not) made in a session opened by password */
  deleteByUser(tx: Tx, userId: string, madeByPassword?: boolean): Promise<number> {
    return deleteRows(tx, ApiKeyEntity, { userId, ...(madeByPassword !== undefined && { madeByPassword }) });
  }
}
