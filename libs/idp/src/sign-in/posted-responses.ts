import { Injectable } from '@nestjs/common';
import { rateLimited, RateLimiter, type RateLimit } from '@app/http';
import { SECOND } from '@app/kernel';

// A company at 9 in the morning comes from one address: 100 responses a second pass for as long as they come.
const FROM_ONE_ADDRESS: RateLimit = { limit: 2_000, windowMs: 10 * SECOND };

/** How many responses one address may post. */
@Injectable()
export class PostedResponses {
  constructor(private readonly limiter: RateLimiter) {}

  /** @throws Problem `rate_limited` (429) */
  async take(address: string): Promise<void> {
    const decision = await this.limiter.take(`sign-in/posted/${address}`, FROM_ONE_ADDRESS);
    if (!decision.allowed) throw rateLimited(decision, 'Too many sign-ins came from one address');
  }
}
