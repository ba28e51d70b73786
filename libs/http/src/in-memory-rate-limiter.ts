import { Clock, SECOND } from '@app/kernel';
import { type RateDecision, type RateLimit, RateLimiter } from './rate-limiter.js';

const MOST_KEYS = 100_000;

/**
 * Rate limits of one process, by the generic cell rate algorithm (ITU-T I.371): per key one instant, at which everything taken so far is
 * paid back. Forgets the keys that are paid back, and beyond 100,000 the ones unused for longest.
 */
export class InMemoryRateLimiter extends RateLimiter {
  private readonly paidBackAt = new Map<string, number>();

  constructor(private readonly clock: Clock) {
    super();
  }

  async take(key: string, { limit, windowMs }: RateLimit, cost = 1): Promise<RateDecision> {
    const now = this.clock.millis();
    const paidBackAt = Math.max(this.paidBackAt.get(key) ?? 0, now) + (cost * windowMs) / limit;
    const wait = paidBackAt - windowMs - now;
    if (wait > 0) return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(wait / SECOND)) };
    this.remember(key, paidBackAt, now);
    return { allowed: true, retryAfterSeconds: 0 };
  }

  private remember(key: string, paidBackAt: number, now: number): void {
    this.paidBackAt.delete(key); // so that the order of the map is the order of use
    this.paidBackAt.set(key, paidBackAt);
    for (const [oldest, instant] of this.paidBackAt) {
      if (instant > now && this.paidBackAt.size <= MOST_KEYS) break;
      this.paidBackAt.delete(oldest);
    }
  }
}
