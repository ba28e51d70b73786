import { Injectable } from '@nestjs/common';
import { SignInLog } from '@app/audit';
import { Problem } from '@app/kernel';
import { ReadScope, UserRepository } from '@app/persistence';
import { passwordSignInEntry, PasswordSessions } from '../passwords/password-sessions.js';
import type { PasswordSignIn, SigningInFrom } from '../passwords/sign-in-with-password.js';
import { AcceptProof } from './accept-proof.js';
import type { ProofAnswer } from './check-proof.js';
import { type PendingChallenge, SecondFactorChallenges } from './second-factor-challenges.js';

/** The other half of a sign-in with a password: challenge and answer in, session out. */
@Injectable()
export class SignInWithSecondFactor {
  constructor(
    private readonly challenges: SecondFactorChallenges,
    private readonly accepting: AcceptProof,
    private readonly sessions: PasswordSessions,
    private readonly log: SignInLog,
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
  ) {}

  /**
   * @throws Problem `challenge_invalid`, `second_factor_invalid`, `credentials_invalid` (401), `rate_limited` (429), `user_inactive`,
   * `sso_required` (403)
   */
  async signIn(challengeToken: string, answer: ProofAnswer, from: SigningInFrom): Promise<PasswordSignIn> {
    const challenge = await this.challenges.find('sign-in', challengeToken, null);
    const { accountId, userId, state } = challenge;
    try {
      return await this.accepting.accept(challenge, answer, from.address, (tx, secondFactor) =>
        this.sessions.open(tx, { accountId, userId, passwordDigest: state.passwordDigest as string, secondFactor }, from),
      );
    } catch (refusal) {
      if (refusal instanceof Problem) await this.noteRefused(challenge, from, refusal.code);
      throw refusal;
    }
  }

  private async noteRefused({ userId }: PendingChallenge, from: SigningInFrom, code: string): Promise<void> {
    const user = await this.users.findById(this.reads, userId);
    if (user) await this.log.recordRefused(passwordSignInEntry(user, user.signInEmail, from, code));
  }
}
