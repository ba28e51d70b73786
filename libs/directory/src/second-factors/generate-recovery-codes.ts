import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { SecondFactorRepository, UnitOfWork, UserRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { FreshProof } from './fresh-proof.js';
import { ReplaceRecoveryCodes } from './replace-recovery-codes.js';

@Injectable()
export class GenerateRecoveryCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly fresh: FreshProof,
    private readonly users: UserRepository,
    private readonly factors: SecondFactorRepository,
    private readonly codes: ReplaceRecoveryCodes,
    private readonly audit: AuditTrail,
  ) {}

  /** New recovery codes for the caller; the old ones end. @throws Problem `forbidden`, `proof_required` (403), `second_factor_missing` (409) */
  async generate(caller: Caller): Promise<readonly string[]> {
    const { accountId, userId, userName, actor } = await this.fresh.assertFresh(caller);
    return this.unitOfWork.run(async (tx) => {
      await this.users.findForChange(tx, accountId, userId);
      if ((await this.factors.listByUser(tx, userId)).length === 0) throw refuseDirectory('second_factor_missing', 'The user has no second factor, expected one that recovery codes stand in for');
      const codes = await this.codes.replace(tx, userId);
      await this.audit.record(tx, { accountId, action: 'recovery_codes.generated', actor, subject: { kind: 'user', id: userId, name: userName } });
      return codes;
    });
  }
}
