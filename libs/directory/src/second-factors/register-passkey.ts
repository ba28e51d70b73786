import { Injectable } from '@nestjs/common';
import { newToken } from '@app/kernel';
import { ReadScope, SecondFactorRepository, UnitOfWork, UserRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { userUnknown } from '../users/change-user.js';
import { AddSecondFactor, type AddedSecondFactor } from './add-second-factor.js';
import { assertByPassword, FreshProof } from './fresh-proof.js';
import { Passkeys, type PublicKeyCredentialCreationOptionsJSON } from './passkeys.js';
import { ProofLimits } from './proof-limits.js';
import { SecondFactorChallenges } from './second-factor-challenges.js';

export interface PasskeyRegistration {
  readonly registration: string;
  /** For `navigator.credentials.create`. */
  readonly options: PublicKeyCredentialCreationOptionsJSON;
  readonly expiresAt: number;
}

@Injectable()
export class RegisterPasskey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly fresh: FreshProof,
    private readonly challenges: SecondFactorChallenges,
    private readonly limits: ProofLimits,
    private readonly adding: AddSecondFactor,
    private readonly passkeys: Passkeys,
    private readonly users: UserRepository,
    private readonly factors: SecondFactorRepository,
  ) {}

  /** @throws Problem `forbidden`, `proof_required` (403) */
  async begin(caller: Caller): Promise<PasskeyRegistration> {
    const { accountId, userId, sessionId } = await this.fresh.assertFresh(caller);
    const [user, known] = await Promise.all([this.users.findById(this.reads, userId), this.factors.listByUser(this.reads, userId)]);
    if (!user) throw userUnknown(userId);
    const passkeyChallenge = newToken();
    const options = await this.passkeys.registrationOptions(user, passkeyChallenge, known);
    const { token, expiresAt } = await this.unitOfWork.run((tx) => this.challenges.issue(tx, { purpose: 'passkey-registration', accountId, userId, sessionId }, { passkeyChallenge }));
    return { registration: token, options, expiresAt };
  }

  /** @throws Problem `passkey_invalid` (400), `challenge_invalid` (401), `forbidden` (403), `passkey_known`, `second_factor_limit` (409), `rate_limited` (429) */
  async finish(caller: Caller, registration: string, { response, name }: { response: unknown; name: string }): Promise<AddedSecondFactor> {
    const own = assertByPassword(caller);
    const challenge = await this.challenges.find('passkey-registration', registration, own.sessionId);
    await this.limits.countAnswer(challenge);
    const passkey = await this.passkeys.readRegistration(response, challenge.state.passkeyChallenge as string);
    if (!passkey) throw refuseDirectory('passkey_invalid', 'This is no new passkey for this registration, expected what navigator.credentials.create returned for its options, at the origin of PUBLIC_URL');
    return this.unitOfWork.run(async (tx) => {
      const added = await this.adding.add(tx, own, { kind: 'passkey', name, ...passkey });
      await this.challenges.spend(tx, challenge);
      return added;
    });
  }
}
