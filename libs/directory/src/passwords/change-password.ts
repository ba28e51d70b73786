import { Injectable } from '@nestjs/common';
import { refuseHttp } from '@app/http';
import { ReadScope, UserRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { AttemptLimits } from './attempt-limits.js';
import { assertAcceptable, PasswordHashing } from './password-hashing.js';
import { StorePassword } from './store-password.js';

/** One's own password: the old one has to be known, and every other session opened with it ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly hashing: PasswordHashing,
    private readonly limits: AttemptLimits,
    private readonly storing: StorePassword,
  ) {}

  /** @throws Problem `password_invalid` (400), `credentials_invalid` (401), `forbidden` (403), `rate_limited` (429) */
  async change(caller: Caller, currentPassword: string, newPassword: string): Promise<void> {
    if (caller.origin !== 'password') throw refuseHttp('forbidden', `A password is changed in a session opened by password, received one opened by ${caller.origin}`);
    assertAcceptable(newPassword);
    const attempt = await this.limits.begin('password-change', caller.userId, caller.actor.address);
    const hash = await this.users.findPasswordHash(this.reads, caller.userId);
    if (!(await this.hashing.verify(currentPassword, hash ?? undefined)))
      throw refuseDirectory('credentials_invalid', 'The current password is wrong, expected the one that the session was opened with');
    await attempt.forgive();
    await this.storing.store(caller, hash as string, await this.hashing.hash(newPassword));
  }
}
