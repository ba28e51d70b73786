import { Injectable } from '@nestjs/common';
import { foldCase } from '@app/kernel';
import { ReadScope, UserRepository, type AccountEntity, type UserWithPassword } from '@app/persistence';
import type { RequestOrigin } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import type { OpenedSession } from '../sessions/sessions.js';
import { AttemptLimits } from './attempt-limits.js';
import { OpenPasswordSession } from './open-password-session.js';
import { PasswordHashing } from './password-hashing.js';

export interface PasswordCredentials {
  readonly email: string;
  readonly password: string;
  /** Needed only where the password fits in several accounts. */
  readonly accountId?: string | undefined;
}

export interface SigningInFrom extends RequestOrigin {
  readonly userAgent: string | null;
}

export interface PasswordSignIn extends OpenedSession {
  readonly account: AccountEntity;
}

// An e-mail address may be known in many accounts, and each costs a hash: beyond these the account has to be named.
const MOST_CANDIDATES = 20;

/** E-mail and password in, session out. */
@Injectable()
export class SignInWithPassword {
  constructor(
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly limits: AttemptLimits,
    private readonly hashing: PasswordHashing,
    private readonly opening: OpenPasswordSession,
  ) {}

  /**
   * @throws Problem `rate_limited` (429), `credentials_invalid` (401), `account_required` (409, with the `accounts`), `user_inactive`,
   * `sso_required` (403)
   */
  async signIn({ email, password, accountId }: PasswordCredentials, from: SigningInFrom): Promise<PasswordSignIn> {
    const signInEmail = foldCase(email.trim());
    const attempt = await this.limits.begin('sign-in', signInEmail, from.address);
    const candidates = await this.users.findBySignInEmail(this.reads, signInEmail, { accountId, limit: MOST_CANDIDATES });
    const fitting = await this.whoseFits(candidates, password);
    if (fitting.length === 0) {
      this.opening.noteRefused(candidates, signInEmail, from);
      throw refuseDirectory('credentials_invalid', 'E-mail address and password do not go together, expected those of a user who signs in with a password');
    }
    await attempt.forgive();
    return this.opening.openOne(fitting, from);
  }

  /** All at once, so that the time tells little about how many there are; one who does not exist takes it too. */
  private async whoseFits(candidates: readonly UserWithPassword[], password: string): Promise<readonly UserWithPassword[]> {
    if (candidates.length === 0) await this.hashing.verify(password, undefined);
    const verdicts = await Promise.all(candidates.map(({ passwordHash }) => this.hashing.verify(password, passwordHash)));
    return candidates.filter((_, position) => verdicts[position]);
  }
}
