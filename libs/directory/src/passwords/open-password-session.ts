import { Injectable } from '@nestjs/common';
import { SignInLog } from '@app/audit';
import { digest, Problem } from '@app/kernel';
import { AccountRepository, UnitOfWork, type Tx, type UserWithPassword } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { PoseChallenge, type PosedChallenge } from '../second-factors/pose-challenge.js';
import { accessOfUser } from '../users/user-access.js';
import { passwordSignInEntry, PasswordSessions } from './password-sessions.js';
import type { PasswordSignIn, SigningInFrom } from './sign-in-with-password.js';

/** The second half of a password sign-in: the password fits, now the session opens, in one of the accounts, or is refused. */
@Injectable()
export class OpenPasswordSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: PasswordSessions,
    private readonly posing: PoseChallenge,
    private readonly accounts: AccountRepository,
    private readonly log: SignInLog,
  ) {}

  /** @param fitting those whose password it is; at least one */
  async openOne(fitting: readonly UserWithPassword[], from: SigningInFrom): Promise<PasswordSignIn> {
    const able = fitting.filter((user) => accessOfUser(user).password);
    const [user = fitting[0] as UserWithPassword] = able;
    try {
      const outcome = await this.unitOfWork.run(async (tx) => {
        await this.assertOneAccount(tx, able);
        return this.openOrAsk(tx, user, from);
      });
      if ('methods' in outcome) throw secondFactorRequired(outcome);
      return outcome;
    } catch (refusal) {
      if (refusal instanceof Problem) await this.log.recordRefused(passwordSignInEntry(user, user.signInEmail, from, refusal.code));
      throw refusal;
    }
  }

  /**
   * Nobody waits for it: the time of the answer would tell whether the address is known. Of a stranger only that he was refused is noted,
   * for who asks with the reference number; not his address, since people type passwords there by mistake.
   */
  noteRefused(candidates: readonly UserWithPassword[], signInEmail: string, from: SigningInFrom): void {
    const entries = candidates.map((user) => passwordSignInEntry(user, signInEmail, from, 'credentials_invalid'));
    for (const refused of entries.length > 0 ? entries : [passwordSignInEntry(null, null, from, 'credentials_invalid')]) this.log.recordRefused(refused).catch(() => undefined);
  }

  private async openOrAsk(tx: Tx, { id: userId, accountId, passwordHash }: UserWithPassword, from: SigningInFrom): Promise<PasswordSignIn | PosedChallenge> {
    const passwordDigest = digest(passwordHash);
    // Before the question for second factors: with the row held, none can be added in between.
    await this.sessions.admit(tx, { accountId, userId }, from);
    const challenge = await this.posing.pose(tx, { purpose: 'sign-in', accountId, userId, sessionId: null }, { passwordDigest });
    return challenge ?? this.sessions.open(tx, { accountId, userId, passwordDigest }, from);
  }

  private async assertOneAccount(tx: Tx, able: readonly UserWithPassword[]): Promise<void> {
    const ids = [...new Set(able.map(({ accountId }) => accountId))];
    if (ids.length < 2) return;
    const accounts = (await this.accounts.findMany(tx, ids)).map(({ id, name }) => ({ id, name })).sort((left, right) => (left.name < right.name ? -1 : 1));
    throw refuseDirectory('account_required', `The password fits in ${ids.length} accounts, expected the accountId of one of them`, {
      hint: 'Send the request again with the accountId of one of the accounts.',
      members: { accounts },
    });
  }
}

/** The refusal that carries the challenge. */
export function secondFactorRequired({ token, methods, passkeyOptions, expiresAt }: PosedChallenge) {
  return refuseDirectory('second_factor_required', 'The password is right and the user has a second factor, expected the answer to the challenge', {
    hint: 'Send the challenge with a code, a recoveryCode or a passkey to POST /api/v1/session/second-factor.',
    members: { methods, challenge: token, passkeyOptions, expiresAt: new Date(expiresAt).toISOString() },
  });
}
