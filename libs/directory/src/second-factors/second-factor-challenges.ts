import { Injectable } from '@nestjs/common';
import { Clock, digest, MINUTE, newToken, SecretSealer } from '@app/kernel';
import { ReadScope, SecondFactorChallengeRepository, type SecondFactorPurpose, type Tx } from '@app/persistence';
import { refuseDirectory } from '../problems.js';

/** How long an answer is waited for. */
export const CHALLENGE_HOLDS = 5 * MINUTE;

/** What has to be known to check the answer. */
export interface ChallengeState {
  /** What a passkey has to sign, base64url. */
  readonly passkeyChallenge?: string;
  /** The secret of the authenticator app that is to be added. */
  readonly totpSecret?: string;
  /** Digest of the hash that the password was compared with: another password since, and the sign-in is over. */
  readonly passwordDigest?: string;
}

export interface ChallengeSubject {
  readonly purpose: SecondFactorPurpose;
  readonly accountId: string;
  readonly userId: string;
  /** The session that asks; null for a sign-in. */
  readonly sessionId: string | null;
}

export interface IssuedChallenge {
  /** 256 bits; handed out, and stored as its digest alone. */
  readonly token: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface PendingChallenge extends ChallengeSubject {
  readonly tokenDigest: string;
  readonly state: ChallengeState;
}

/** Questions that wait for an answer, kept by the service, good once and for five minutes. */
@Injectable()
export class SecondFactorChallenges {
  constructor(
    private readonly challenges: SecondFactorChallengeRepository,
    private readonly reads: ReadScope,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
  ) {}

  async issue(tx: Tx, subject: ChallengeSubject, state: ChallengeState): Promise<IssuedChallenge> {
    const token = newToken();
    const tokenDigest = digest(token);
    const expiresAt = this.clock.millis() + CHALLENGE_HOLDS;
    await this.challenges.insert(tx, { ...subject, tokenDigest, sealedState: this.sealer.seal(JSON.stringify(state), context(tokenDigest)), expiresAt });
    return { token, expiresAt };
  }

  /**
   * The challenge of a token, for this purpose and this session.
   * @throws Problem `challenge_invalid` (401)
   */
  async find(purpose: SecondFactorPurpose, token: string, sessionId: string | null): Promise<PendingChallenge> {
    const tokenDigest = digest(token);
    const found = await this.challenges.findPending(this.reads, tokenDigest, purpose, this.clock.millis());
    if (!found || found.sessionId !== sessionId) throw challengeInvalid();
    const { accountId, userId, sealedState } = found;
    return { purpose, accountId, userId, sessionId, tokenDigest, state: JSON.parse(this.sealer.open(sealedState, context(tokenDigest))) as ChallengeState };
  }

  /** @throws Problem `challenge_invalid` (401) where another answer was faster */
  async spend(tx: Tx, { tokenDigest }: PendingChallenge): Promise<void> {
    if (!(await this.challenges.spend(tx, tokenDigest, this.clock.millis()))) throw challengeInvalid();
  }
}

const context = (tokenDigest: string) => `second_factor_challenges/${tokenDigest}/sealed_state`;

const challengeInvalid = () =>
  refuseDirectory('challenge_invalid', 'The challenge was answered, is older than five minutes or was never made, expected one that waits for its answer', {
    hint: 'Begin again: sign in with the password, or ask for a new challenge.',
  });
