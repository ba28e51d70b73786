import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@app/kernel';
import { SignInAttemptRepository, UnitOfWork, type SignInAttemptEntity, type Tx } from '@app/persistence';

export type SignInEntry = Omit<SignInAttemptEntity, 'id' | 'at'>;

/** Every attempt to sign in, accepted or refused, as the administrator sees it. Kept 30 days. */
@Injectable()
export class SignInLog {
  constructor(
    private readonly attempts: SignInAttemptRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In the unit of work that opened the session. */
  async recordAccepted(tx: Tx, entry: SignInEntry): Promise<void> {
    await this.attempts.insert(tx, { ...entry, id: newId(), at: this.clock.millis() });
  }

  /** In a unit of work of its own: the one that refused has rolled back. */
  recordRefused(entry: SignInEntry): Promise<void> {
    return this.unitOfWork.run((tx) => this.recordAccepted(tx, entry));
  }
}
