import { Injectable } from '@nestjs/common';
import { InMemoryRateLimiter, rateLimited, type RateLimit } from '@app/http';
import { Clock, SECOND } from '@app/kernel';

// A company at 9 in the morning comes from one address: 200 a second pass for as long as they come.
const FROM_ONE_ADDRESS: RateLimit = { limit: 2_000, windowMs: 10 * SECOND };

/** How much one address may send. Counted by each instance for itself: a write for every post would cost more than the post. */
@Injectable()
export class SignInRate {
  private readonly limiter: InMemoryRateLimiter;

  constructor(clock: Clock) {
    this.limiter = new InMemoryRateLimiter(clock);
  }

  /** @throws Problem `rate_limited` (429) */
  async take(address: string): Promise<void> {
    const decision = await this.limiter.take(address, FROM_ONE_ADDRESS);
    if (!decision.allowed) throw rateLimited(decision, 'Too many sign-ins came from one address');
  }
}
