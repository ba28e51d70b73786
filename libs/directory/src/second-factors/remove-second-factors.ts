import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { RecoveryCodeRepository, SecondFactorChallengeRepository, SecondFactorRepository, type Tx, UnitOfWork, UserRepository } from '@app/persistence';
import { administrationBy } from '../callers/administration-by.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { userUnknown } from '../users/change-user.js';
import { refusalOfEnding } from '../users/person-rights.js';

/** Takes all of a user's second factors away, with his recovery codes: for somebody who has lost them. */
@Injectable()
export class RemoveSecondFactors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly factors: SecondFactorRepository,
    private readonly codes: RecoveryCodeRepository,
    private readonly challenges: SecondFactorChallengeRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * By another owner or staff.
   * @returns how many there were
   * @throws Problem `user_unknown` (404), `staff_protected`, `owner_protected`, `forbidden` (403)
   */
  byAdministrator(caller: Caller, accountId: string, userId: string): Promise<number> {
    if (caller.userId === userId)
      throw refuseDirectory('forbidden', 'The second factors are your own, expected those of another user', { hint: 'Delete your own at /api/v1/session/second-factors, with a fresh proof; if you have lost them, sign in with a recovery code.' });
    return this.unitOfWork.run(async (tx) => {
      const user = await this.users.findForChange(tx, accountId, userId);
      if (!user) throw userUnknown(userId);
      const refusal = refusalOfEnding(administrationBy(caller, accountId), user);
      if (refusal) throw refusal;
      return this.removeSecondFactors(tx, userId, caller.actor);
    });
  }

  /** Whoever calls has the right to. Audited. @returns how many there were @throws Problem `user_unknown` (404) */
  async removeSecondFactors(tx: Tx, userId: string, actor: Actor): Promise<number> {
    const user = await this.users.findByIdForChange(tx, userId);
    if (!user) throw userUnknown(userId);
    const factors = await this.factors.listByUser(tx, userId);
    await this.factors.deleteByUser(tx, userId);
    await this.codes.deleteByUser(tx, userId);
    await this.challenges.deleteByUser(tx, userId);
    if (factors.length === 0) return 0;
    const before = { secondFactors: factors.map(({ id, kind, name }) => ({ id, kind, name })) };
    await this.audit.record(tx, { accountId: user.accountId, action: 'second_factors.removed', actor, subject: { kind: 'user', id: userId, name: user.userName }, before, after: { secondFactors: [] } });
    return factors.length;
  }
}
