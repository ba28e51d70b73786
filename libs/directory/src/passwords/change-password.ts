import { Injectable } from '@nestjs/common';
import { refuseHttp } from '@app/http';
import type { Caller } from '../callers/caller.js';
import { ConfirmPassword } from './confirm-password.js';
import { assertAcceptable, PasswordHashing } from './password-hashing.js';
import { StorePassword } from './store-password.js';

/** One's own password: the old one has to be known, and every other session opened with it ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly confirming: ConfirmPassword,
    private readonly hashing: PasswordHashing,
    private readonly storing: StorePassword,
  ) {}

  /** @throws Problem `password_invalid` (400), `credentials_invalid` (401), `forbidden` (403), `rate_limited` (429) */
  async change(caller: Caller, currentPassword: string, newPassword: string): Promise<void> {
    if (caller.origin !== 'password') throw refuseHttp('forbidden', `A password is changed in a session opened by password, received one opened by ${caller.origin}`);
    assertAcceptable(newPassword);
    const hash = await this.confirming.confirm(caller, currentPassword);
    await this.storing.store(caller, hash, await this.hashing.hash(newPassword));
  }
}
