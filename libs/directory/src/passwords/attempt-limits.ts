import { Injectable } from '@nestjs/common';
import { rateLimited, type RateLimit } from '@app/http';
import { digest, MINUTE } from '@app/kernel';
import { DatabaseRateLimiter } from '../rate-limits/database-rate-limiter.js';
import { networkOf } from './network-of.js';

/**
 * Failed sign-ins are counted by address, and by address and e-mail together: whoever guesses is stopped, and a stranger's failures
 * never stop the person himself, who comes from elsewhere.
 */
const PER_PERSON: RateLimit = { limit: 10, windowMs: 15 * MINUTE };
const PER_ADDRESS: RateLimit = { limit: 200, windowMs: 15 * MINUTE };

export interface Attempt {
  /** What follows a success: the attempt does not count. */
  forgive(): Promise<void>;
}

@Injectable()
export class AttemptLimits {
  constructor(private readonly limiter: DatabaseRateLimiter) {}

  /**
   * Counts an attempt before anything is computed for it, so that attempts at the same time count too.
   * @param who what is guessed at, such as the folded e-mail
   * @throws Problem `rate_limited` (429)
   */
  async begin(kind: string, who: string, address: string | null): Promise<Attempt> {
    const network = networkOf(address);
    const [person, everybody] = [`${kind}/person/${network}/${digest(who)}`, `${kind}/address/${network}`];
    await this.take(person, PER_PERSON);
    try {
      await this.take(everybody, PER_ADDRESS);
    } catch (refusal) {
      await this.limiter.giveBack(person);
      throw refusal;
    }
    return { forgive: async () => void (await Promise.all([person, everybody].map((key) => this.limiter.giveBack(key)))) };
  }

  private async take(key: string, limit: RateLimit): Promise<void> {
    const decision = await this.limiter.take(key, limit);
    if (!decision.allowed) throw rateLimited(decision, 'Too many sign-ins have failed from this address');
  }
}
