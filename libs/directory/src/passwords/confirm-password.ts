import { Injectable } from '@nestjs/common';
import { ReadScope, UserRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { AttemptLimits } from './attempt-limits.js';
import { PasswordHashing } from './password-hashing.js';

/** Asks for the password again of somebody who is signed in. */
@Injectable()
export class ConfirmPassword {
  constructor(
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
    private readonly hashing: PasswordHashing,
    private readonly limits: AttemptLimits,
  ) {}

  /** @returns the hash that it fits @throws Problem `credentials_invalid` (401), `rate_limited` (429) */
  async confirm({ userId, actor }: Caller, password: string): Promise<string> {
    const attempt = await this.limits.begin('password-change', userId, actor.address);
    const hash = await this.users.findPasswordHash(this.reads, userId);
    if (!(await this.hashing.verify(password, hash ?? undefined)))
      throw refuseDirectory('credentials_invalid', 'The current password is wrong, expected the one that the session was opened with');
    await attempt.forgive();
    return hash as string;
  }
}
