import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { RecoveryCodeEntity, SecondFactorChallengeEntity, SecondFactorEntity, type SecondFactorPurpose } from '../entities/index.js';
import { deleteRows, findRows, insertRow, insertRowsIfAbsent, write } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

@Injectable()
export class SecondFactorRepository {
  /** @returns false where that passkey is known already, of whomever */
  async insertIfAbsent(tx: Tx, factor: SecondFactorEntity): Promise<boolean> {
    return (await insertRowsIfAbsent(tx, SecondFactorEntity, [factor])) === 1;
  }

  /** In the order in which they were added. */
  listByUser(scope: ReadScope, userId: string): Promise<SecondFactorEntity[]> {
    return findRows(scope, SecondFactorEntity, { userId }, ['id']);
  }

  /** Spends a time step. @returns false where it, or a later one, was spent already: of several at once, on whatever instance, one hears true */
  async spendStep(tx: Tx, id: string, step: number, now: number): Promise<boolean> {
    const spent = await write(tx, sql`UPDATE second_factors SET last_used_step = ${step}, last_used_at = ${now} WHERE id = ${id} AND (last_used_step IS NULL OR last_used_step < ${step})`);
    return spent === 1;
  }

  /** Moves a passkey's counter forward. @returns false where it would go back or stand still; it may stand at 0, where the authenticator has none */
  async advanceCounter(tx: Tx, id: string, counter: number, now: number): Promise<boolean> {
    const advanced = await write(tx, sql`UPDATE second_factors SET counter = ${counter}, last_used_at = ${now}
      WHERE id = ${id} AND (counter < ${counter} OR counter = 0 AND CAST(${counter} AS bigint) = 0)`);
    return advanced === 1;
  }

  delete(tx: Tx, userId: string, id: string): Promise<number> {
    return deleteRows(tx, SecondFactorEntity, { userId, id });
  }

  deleteByUser(tx: Tx, userId: string): Promise<number> {
    return deleteRows(tx, SecondFactorEntity, { userId });
  }
}

@Injectable()
export class RecoveryCodeRepository {
  /** Those that there were end. */
  async replace(tx: Tx, userId: string, codeDigests: readonly string[], createdAt: number): Promise<void> {
    await this.deleteByUser(tx, userId);
    await insertRowsIfAbsent(tx, RecoveryCodeEntity, codeDigests.map((codeDigest) => ({ userId, codeDigest, createdAt })));
  }

  /** @returns whether it was unspent: of several at once, on whatever instance, one alone hears true */
  async spend(tx: Tx, userId: string, codeDigest: string): Promise<boolean> {
    return (await deleteRows(tx, RecoveryCodeEntity, { userId, codeDigest })) === 1;
  }

  count(scope: ReadScope, userId: string): Promise<number> {
    return managerOf(scope).countBy(RecoveryCodeEntity, { userId });
  }

  deleteByUser(tx: Tx, userId: string): Promise<number> {
    return deleteRows(tx, RecoveryCodeEntity, { userId });
  }
}

@Injectable()
export class SecondFactorChallengeRepository {
  async insert(tx: Tx, challenge: SecondFactorChallengeEntity): Promise<void> {
    await insertRow(tx, SecondFactorChallengeEntity, challenge);
  }

  findPending(scope: ReadScope, tokenDigest: string, purpose: SecondFactorPurpose, now: number): Promise<SecondFactorChallengeEntity | null> {
    return managerOf(scope).findOneBy(SecondFactorChallengeEntity, { tokenDigest, purpose, expiresAt: MoreThan(now) });
  }

  /** @returns whether it was there: of several answers at once, on whatever instance, one alone hears true */
  async spend(tx: Tx, tokenDigest: string, now: number): Promise<boolean> {
    return (await deleteRows(tx, SecondFactorChallengeEntity, { tokenDigest, expiresAt: MoreThan(now) })) === 1;
  }

  deleteByUser(tx: Tx, userId: string): Promise<number> {
    return deleteRows(tx, SecondFactorChallengeEntity, { userId });
  }
}
