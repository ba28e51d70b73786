import { Injectable } from '@nestjs/common';
import { newToken } from '@app/kernel';
import { SecondFactorRepository, type Tx } from '@app/persistence';
import { isPasskey, Passkeys, type PublicKeyCredentialRequestOptionsJSON } from './passkeys.js';
import { type ChallengeState, type ChallengeSubject, type IssuedChallenge, SecondFactorChallenges } from './second-factor-challenges.js';

/** In which ways a question can be answered. */
export type ProofMethod = 'password' | 'totp' | 'passkey' | 'recovery-code';

export interface PosedChallenge extends IssuedChallenge {
  readonly methods: readonly ProofMethod[];
  /** For `navigator.credentials.get`; null for a user without passkeys. */
  readonly passkeyOptions: PublicKeyCredentialRequestOptionsJSON | null;
}

/** Asks a person for his second factor. */
@Injectable()
export class PoseChallenge {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly challenges: SecondFactorChallenges,
    private readonly passkeys: Passkeys,
  ) {}

  /** @returns null for a user who has no second factor */
  async pose(tx: Tx, subject: ChallengeSubject, state: ChallengeState = {}): Promise<PosedChallenge | null> {
    const factors = await this.factors.listByUser(tx, subject.userId);
    if (factors.length === 0) return null;
    const kinds = new Set(factors.map(({ kind }) => kind));
    const passkeyChallenge = newToken();
    const issued = await this.challenges.issue(tx, subject, { ...state, passkeyChallenge });
    const passkeyOptions = factors.some(isPasskey) ? await this.passkeys.authenticationOptions(passkeyChallenge, factors) : null;
    return { ...issued, methods: [...kinds, 'recovery-code'], passkeyOptions };
  }
}
