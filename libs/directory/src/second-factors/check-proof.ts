import { Injectable } from '@nestjs/common';
import { Clock, SecretSealer } from '@app/kernel';
import { ReadScope, RecoveryCodeRepository, type SecondFactorEntity, SecondFactorRepository, type Tx } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { isPasskey, Passkeys } from './passkeys.js';
import type { ProofMethod } from './pose-challenge.js';
import { recoveryCodeDigest } from './recovery-codes.js';
import type { PendingChallenge } from './second-factor-challenges.js';
import { totpSecretContext } from './seal-totp-secret.js';
import { totpStepOf } from './totp.js';

/** What a person answers; exactly one of them. */
export interface ProofAnswer {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  /** What `navigator.credentials.get` returned, as JSON. */
  readonly passkey?: Readonly<Record<string, unknown>> | undefined;
}

/** An answer that fits as far as can be told without writing. */
export interface FittingProof {
  readonly method: ProofMethod;
  /** Spends it. @returns whether it was unspent: of the same answer several times at once, on whatever instance, one hears true */
  spend(tx: Tx): Promise<boolean>;
}

/** Whether an answer is by one of the user's second factors. It writes nothing. */
@Injectable()
export class CheckProof {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly codes: RecoveryCodeRepository,
    private readonly passkeys: Passkeys,
    private readonly reads: ReadScope,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `second_factor_invalid` (401) */
  async check(challenge: PendingChallenge, { code, recoveryCode, passkey }: ProofAnswer): Promise<FittingProof> {
    const factors = await this.factors.listByUser(this.reads, challenge.userId);
    // Without a second factor there is nothing that recovery codes stand in for.
    if (factors.length === 0) throw secondFactorInvalid();
    if (code !== undefined) return this.byCode(factors, code);
    if (recoveryCode !== undefined) return this.byRecoveryCode(challenge.userId, recoveryCode);
    return this.byPasskey(factors, passkey ?? {}, challenge.state.passkeyChallenge as string);
  }

  private byCode(factors: readonly SecondFactorEntity[], code: string): FittingProof {
    const now = this.clock.millis();
    for (const { id, kind, sealedSecret } of factors) {
      if (kind !== 'totp') continue;
      const step = totpStepOf(this.sealer.open(sealedSecret as string, totpSecretContext(id)), code, now);
      if (step !== undefined) return { method: 'totp', spend: (tx) => this.factors.spendStep(tx, id, step, now) };
    }
    throw secondFactorInvalid();
  }

  private byRecoveryCode(userId: string, recoveryCode: string): FittingProof {
    return { method: 'recovery-code', spend: (tx) => this.codes.spend(tx, userId, recoveryCodeDigest(userId, recoveryCode)) };
  }

  private async byPasskey(factors: readonly SecondFactorEntity[], response: Readonly<Record<string, unknown>>, passkeyChallenge: string): Promise<FittingProof> {
    const factor = factors.find((candidate) => isPasskey(candidate) && candidate.credentialId === response.id);
    const counter = factor && (await this.passkeys.readAuthentication(response, passkeyChallenge, factor));
    if (!factor || counter === undefined) throw secondFactorInvalid();
    return { method: 'passkey', spend: (tx) => this.factors.advanceCounter(tx, factor.id, counter, this.clock.millis()) };
  }
}

export const secondFactorInvalid = () =>
  refuseDirectory('second_factor_invalid', 'The answer is not right, or was used before, expected the present code of the authenticator app, an unused recovery code or a registered passkey', {
    hint: 'A code is good once and for half a minute: wait for the next one, and see that the clock of the telephone is right.',
  });
