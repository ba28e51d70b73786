import { Injectable } from '@nestjs/common';
import { rateLimited, type RateLimit } from '@app/http';
import { HOUR } from '@app/kernel';
import { type Attempt, AttemptLimits } from '../passwords/attempt-limits.js';
import { DatabaseRateLimiter } from '../rate-limits/database-rate-limiter.js';
import { CHALLENGE_HOLDS, type PendingChallenge } from './second-factor-challenges.js';

const PER_CHALLENGE: RateLimit = { limit: 5, windowMs: CHALLENGE_HOLDS };
/**
 * Six digits can be guessed from many addresses at once, so wrong ones are counted by user too, wherever they come from. Only who knows the
 * password gets as far, and the person himself still comes in with a passkey or a recovery code, which nobody can guess.
 */
const CODES_PER_USER: RateLimit = { limit: 10, windowMs: HOUR };

/** How often an answer may be wrong. */
@Injectable()
export class ProofLimits {
  constructor(
    private readonly limiter: DatabaseRateLimiter,
    private readonly attempts: AttemptLimits,
  ) {}

  /** Counts an answer before anything is looked at for it. @throws Problem `rate_limited` (429) */
  async begin(challenge: PendingChallenge, guessable: boolean, address: string | null): Promise<Attempt> {
    await this.countAnswer(challenge);
    const attempt = await this.attempts.begin('second-factor', challenge.userId, address);
    if (!guessable) return attempt;
    const key = `second-factor/codes/${challenge.userId}`;
    const decision = await this.limiter.take(key, CODES_PER_USER);
    if (decision.allowed) return { forgive: async () => void (await Promise.all([attempt.forgive(), this.limiter.giveBack(key)])) };
    await attempt.forgive();
    throw rateLimited(decision, 'Too many wrong codes were entered for this user').with({ hint: 'Use a passkey or a recovery code.' });
  }

  /** @throws Problem `rate_limited` (429) from the sixth answer to the same challenge on */
  async countAnswer({ tokenDigest }: PendingChallenge): Promise<void> {
    const decision = await this.limiter.take(`second-factor/challenge/${tokenDigest}`, PER_CHALLENGE);
    if (!decision.allowed) throw rateLimited(decision, 'Too many answers were given to this challenge').with({ hint: 'Begin again with a new challenge.' });
  }
}
