import { Injectable } from '@nestjs/common';
import { Clock, digest } from '@app/kernel';
import { PasswordResetRepository, ReadScope, UnitOfWork } from '@app/persistence';
import type { RequestOrigin } from '../callers/caller.js';
import { assertAcceptable, PasswordHashing } from '../passwords/password-hashing.js';
import { refuseDirectory } from '../problems.js';
import { People } from '../users/people.js';

@Injectable()
export class RedeemPasswordReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly resets: PasswordResetRepository,
    private readonly people: People,
    private readonly hashing: PasswordHashing,
    private readonly clock: Clock,
  ) {}

  /** Sets the password of the link's user; sessions opened by the old one end. @throws Problem `password_reset_invalid`, `password_invalid` (400) */
  async redeem(token: string, password: string, from: RequestOrigin): Promise<void> {
    assertAcceptable(password);
    const tokenDigest = digest(token);
    // Before the hash, so that guessing costs nobody a quarter of a second; the spending below decides.
    if (!(await this.resets.find(this.reads, tokenDigest))) throw invalid();
    const passwordHash = await this.hashing.hash(password);
    await this.unitOfWork.run(async (tx) => {
      const spent = await this.resets.spend(tx, tokenDigest);
      if (!spent || spent.expiresAt <= this.clock.millis()) throw invalid();
      const actor = { kind: 'user', id: spent.userId, name: null, ...from } as const;
      // Whoever issued the link had the right to; the link stands for it.
      await this.people.change(tx, { accountId: spent.accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor }, spent.userId, { passwordHash });
    });
  }
}

const invalid = () =>
  refuseDirectory('password_reset_invalid', 'The link was used, replaced by a newer one or is older than a day, expected one that nobody has used', {
    hint: 'Ask an owner of your account for a new link.',
  });
