import { Injectable } from '@nestjs/common';
import { Clock, newId, SecretSealer } from '@app/kernel';
import { UnitOfWork } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { AddSecondFactor, type AddedSecondFactor } from './add-second-factor.js';
import { secondFactorInvalid } from './check-proof.js';
import { assertByPassword, FreshProof } from './fresh-proof.js';
import { ProofLimits } from './proof-limits.js';
import { totpSecretContext } from './seal-totp-secret.js';
import { SecondFactorChallenges } from './second-factor-challenges.js';
import { newTotpSecret, totpStepOf, totpUri } from './totp.js';

export interface TotpEnrolment {
  readonly enrolment: string;
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…`. */
  readonly uri: string;
  readonly expiresAt: number;
}

/** An authenticator app is added once it has shown a code of the secret that it was given. */
@Injectable()
export class EnrolTotp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly fresh: FreshProof,
    private readonly challenges: SecondFactorChallenges,
    private readonly limits: ProofLimits,
    private readonly adding: AddSecondFactor,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `forbidden`, `proof_required` (403) */
  async begin(caller: Caller): Promise<TotpEnrolment> {
    const { accountId, userId, userName, sessionId } = await this.fresh.assertFresh(caller);
    const secret = newTotpSecret();
    const { token, expiresAt } = await this.unitOfWork.run((tx) => this.challenges.issue(tx, { purpose: 'totp-enrolment', accountId, userId, sessionId }, { totpSecret: secret }));
    return { enrolment: token, secret, uri: totpUri(secret, userName), expiresAt };
  }

  /** @throws Problem `forbidden` (403), `challenge_invalid`, `second_factor_invalid` (401), `second_factor_limit` (409), `rate_limited` (429) */
  async confirm(caller: Caller, enrolment: string, { code, name }: { code: string; name: string }): Promise<AddedSecondFactor> {
    const own = assertByPassword(caller);
    const challenge = await this.challenges.find('totp-enrolment', enrolment, own.sessionId);
    await this.limits.countAnswer(challenge);
    const secret = challenge.state.totpSecret as string;
    const step = totpStepOf(secret, code, this.clock.millis());
    if (step === undefined) throw secondFactorInvalid();
    const id = newId();
    const sealedSecret = this.sealer.seal(secret, totpSecretContext(id));
    return this.unitOfWork.run(async (tx) => {
      const added = await this.adding.add(tx, own, { kind: 'totp', name, sealedSecret, lastUsedStep: step }, id);
      await this.challenges.spend(tx, challenge);
      return added;
    });
  }
}
