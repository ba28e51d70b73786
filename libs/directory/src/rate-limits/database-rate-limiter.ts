import { Injectable } from '@nestjs/common';
import { type RateDecision, type RateLimit, RateLimiter } from '@app/http';
import { Clock, SECOND } from '@app/kernel';
import { RateWindowRepository, UnitOfWork } from '@app/persistence';

/** Rate limits that hold over all instances and restarts: one statement per question, in windows that begin with the first taking. */
@Injectable()
export class DatabaseRateLimiter extends RateLimiter {
  constructor(
    private readonly windows: RateWindowRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async take(key: string, { limit, windowMs }: RateLimit, cost = 1): Promise<RateDecision> {
    const now = this.clock.millis();
    return this.unitOfWork.run(async (tx) => {
      if (cost <= limit && (await this.windows.take(tx, key, { cost, limit, now, endsAt: now + windowMs }))) return { allowed: true, retryAfterSeconds: 0 };
      const end = (await this.windows.findEnd(tx, key)) ?? now + windowMs;
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((end - now) / SECOND)) };
    });
  }

  /** Puts back what was taken and turned out not to count, such as the attempt that succeeded. */
  giveBack(key: string, cost = 1): Promise<void> {
    return this.unitOfWork.run((tx) => this.windows.giveBack(tx, key, cost));
  }
}
