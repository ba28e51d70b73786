import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@app/kernel';
import { type Counter, Metrics } from '@app/metrics';
import { SignInAttemptRepository, UnitOfWork, type SignInAttemptEntity, type Tx } from '@app/persistence';

export type SignInEntry = Omit<SignInAttemptEntity, 'id' | 'at'>;

/** Every attempt to sign in, accepted or refused, as the administrator sees it. Kept 30 days. */
@Injectable()
export class SignInLog {
  private readonly counted: Counter<'outcome'>;

  constructor(
    private readonly attempts: SignInAttemptRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.counted = metrics.counter({ name: 'sign_ins_total', help: 'Attempts to sign in through an identity provider, by the code of their outcome.', labels: ['outcome'] });
  }

  /** In the unit of work that opened the session. */
  async recordAccepted(tx: Tx, entry: SignInEntry): Promise<void> {
    await this.note(tx, entry);
    tx.afterCommit(() => this.counted.add({ outcome: entry.outcome }));
  }

  /** What an identity provider asked for beside sign-ins, in the same list; it counts as no sign-in. */
  async note(tx: Tx, entry: SignInEntry): Promise<void> {
    await this.attempts.insert(tx, { ...entry, id: newId(), at: this.clock.millis() });
  }

  /** In a unit of work of its own: the one that refused has rolled back. */
  recordRefused(entry: SignInEntry): Promise<void> {
    return this.unitOfWork.run((tx) => this.recordAccepted(tx, entry));
  }
}
