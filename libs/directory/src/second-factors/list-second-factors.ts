import { Injectable } from '@nestjs/common';
import { ReadScope, RecoveryCodeRepository, type SecondFactorEntity, SecondFactorRepository } from '@app/persistence';
import { ManageUsers } from '../users/manage-users.js';

export interface SecondFactorsOfUser {
  readonly factors: readonly SecondFactorEntity[];
  readonly recoveryCodesLeft: number;
}

@Injectable()
export class ListSecondFactors {
  constructor(
    private readonly users: ManageUsers,
    private readonly factors: SecondFactorRepository,
    private readonly codes: RecoveryCodeRepository,
    private readonly reads: ReadScope,
  ) {}

  /** @throws Problem `user_unknown` (404) */
  async list(accountId: string, userId: string): Promise<SecondFactorsOfUser> {
    await this.users.read(accountId, userId);
    return this.ofUser(userId);
  }

  async ofUser(userId: string): Promise<SecondFactorsOfUser> {
    const [factors, recoveryCodesLeft] = await Promise.all([this.factors.listByUser(this.reads, userId), this.codes.count(this.reads, userId)]);
    return { factors, recoveryCodesLeft };
  }
}
