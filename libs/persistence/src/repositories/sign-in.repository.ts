import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { SignInCodeEntity, SignInRequestEntity, SpentAssertionEntity } from '../entities/index.js';
import { deleteRows, insertRow, insertRowsIfAbsent } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

/** A request as its answer has to meet it. */
export type SignInRequestKey = Pick<SignInRequestEntity, 'id' | 'integrationId' | 'browserDigest'>;

@Injectable()
export class SignInRequestRepository {
  async insert(tx: Tx, request: SignInRequestEntity): Promise<void> {
    await insertRow(tx, SignInRequestEntity, request);
  }

  /** The request of this integration and this browser, while it may be answered. */
  findPending(scope: ReadScope, { id, integrationId, browserDigest }: SignInRequestKey, now: number): Promise<SignInRequestEntity | null> {
    return managerOf(scope).findOneBy(SignInRequestEntity, { id, integrationId, browserDigest, expiresAt: MoreThan(now) });
  }

  /** The request, whichever browser made it, while it may be answered. */
  findWaiting(scope: ReadScope, id: string, now: number): Promise<SignInRequestEntity | null> {
    return managerOf(scope).findOneBy(SignInRequestEntity, { id, expiresAt: MoreThan(now) });
  }

  /** @returns whether it was there: of several answers at once, one alone hears true */
  async spend(tx: Tx, { id, integrationId, browserDigest }: SignInRequestKey, now: number): Promise<boolean> {
    return (await deleteRows(tx, SignInRequestEntity, { id, integrationId, browserDigest, expiresAt: MoreThan(now) })) === 1;
  }
}

@Injectable()
export class SpentAssertionRepository {
  /** @returns whether it was unspent: of several at once, on whatever instance, one alone hears true */
  async spend(tx: Tx, assertion: SpentAssertionEntity): Promise<boolean> {
    return (await insertRowsIfAbsent(tx, SpentAssertionEntity, [assertion])) === 1;
  }
}

@Injectable()
export class SignInCodeRepository {
  async insert(tx: Tx, code: SignInCodeEntity): Promise<void> {
    await insertRow(tx, SignInCodeEntity, code);
  }

  /** Takes the code away. Null where it is unknown, another account's (where one is named), used or too old. */
  async spend(tx: Tx, codeDigest: string, accountId: string | undefined, now: number): Promise<SignInCodeEntity | null> {
    const where = { codeDigest, expiresAt: MoreThan(now), ...(accountId !== undefined && { accountId }) };
    const code = await managerOf(tx).findOneBy(SignInCodeEntity, where);
    if (!code) return null;
    return (await deleteRows(tx, SignInCodeEntity, { codeDigest })) === 1 ? code : null;
  }
}
