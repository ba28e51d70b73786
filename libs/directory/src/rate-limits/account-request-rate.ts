import { Injectable } from '@nestjs/common';
import { InMemoryRateLimiter, rateLimited, type RateLimit } from '@app/http';
import { Clock, MINUTE } from '@app/kernel';
import { Settings } from '@app/settings';

/**
 * How much one account may ask for, so that it does not take the instance away from all others. Each instance counts for itself, in
 * memory: a write for every request would cost more than the request.
 */
@Injectable()
export class AccountRequestRate {
  private readonly limiter: InMemoryRateLimiter;
  private readonly limit: RateLimit | undefined;

  constructor(clock: Clock, { accountRequestsPerMinute: limit }: Settings) {
    this.limiter = new InMemoryRateLimiter(clock);
    this.limit = limit === 0 ? undefined : { limit, windowMs: MINUTE };
  }

  /** @throws Problem `rate_limited` (429) with Retry-After in whole seconds; what is refused does not count */
  async take(accountId: string): Promise<void> {
    if (!this.limit) return;
    const decision = await this.limiter.take(accountId, this.limit);
    if (!decision.allowed) throw rateLimited(decision, `The account has sent more than ${this.limit.limit} requests within a minute`);
  }
}
