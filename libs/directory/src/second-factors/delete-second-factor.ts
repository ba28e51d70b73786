import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { RecoveryCodeRepository, SecondFactorRepository, UnitOfWork, UserRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { FreshProof } from './fresh-proof.js';

/** A person takes one of his own second factors away; with the last one go the recovery codes. */
@Injectable()
export class DeleteSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly fresh: FreshProof,
    private readonly users: UserRepository,
    private readonly factors: SecondFactorRepository,
    private readonly codes: RecoveryCodeRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Problem `forbidden`, `proof_required` (403), `second_factor_unknown` (404) */
  async delete(caller: Caller, id: string): Promise<void> {
    const { accountId, userId, userName, actor } = await this.fresh.assertFresh(caller);
    await this.unitOfWork.run(async (tx) => {
      await this.users.findForChange(tx, accountId, userId);
      const factors = await this.factors.listByUser(tx, userId);
      const factor = factors.find((candidate) => candidate.id === id);
      if (!factor) throw refuseDirectory('second_factor_unknown', `The user has no second factor with this id, received ${JSON.stringify(id.slice(0, 100))}`);
      await this.factors.delete(tx, userId, id);
      if (factors.length === 1) await this.codes.deleteByUser(tx, userId);
      await this.audit.record(tx, { accountId, action: 'second_factor.removed', actor, subject: { kind: 'user', id: userId, name: userName }, before: { id, kind: factor.kind, name: factor.name } });
    });
  }
}
