import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '@app/persistence';
import { CheckProof, type FittingProof, type ProofAnswer, secondFactorInvalid } from './check-proof.js';
import { ProofLimits } from './proof-limits.js';
import { type PendingChallenge, SecondFactorChallenges } from './second-factor-challenges.js';

/** Takes an answer: count it, check it, and spend it together with what it opens. */
@Injectable()
export class AcceptProof {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly challenges: SecondFactorChallenges,
    private readonly limits: ProofLimits,
    private readonly proofs: CheckProof,
  ) {}

  /**
   * @param open what the answer opens, in the unit of work that spends it; it holds the user's row first
   * @throws Problem `rate_limited` (429), `challenge_invalid`, `second_factor_invalid` (401)
   */
  async accept<Opened>(challenge: PendingChallenge, answer: ProofAnswer, address: string | null, open: (tx: Tx, method: FittingProof['method']) => Promise<Opened>): Promise<Opened> {
    const attempt = await this.limits.begin(challenge, answer.code !== undefined, address);
    const proof = await this.proofs.check(challenge, answer);
    const opened = await this.unitOfWork.run(async (tx) => {
      const result = await open(tx, proof.method);
      await this.challenges.spend(tx, challenge);
      if (!(await proof.spend(tx))) throw secondFactorInvalid();
      return result;
    });
    await attempt.forgive();
    return opened;
  }
}
