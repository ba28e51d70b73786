import { Problem } from '@app/kernel';
import { refuseHttp } from './problems.js';

/** How much of something is allowed: `limit` at once, and as many again over each `windowMs` milliseconds. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Whether it was allowed, and else after how many whole seconds (at least 1) the same may be tried again. */
export interface RateDecision {
  readonly allowed: boolean;
  readonly retryAfterSeconds: number;
}

/** Counts by key, such as `sign-in/<address>`; the key's author keeps kinds apart by a prefix. What is refused costs nothing. */
export abstract class RateLimiter {
  abstract take(key: string, limit: RateLimit, cost?: number): Promise<RateDecision>;
}

/** `429 rate_limited` with `Retry-After` in whole seconds. */
export function rateLimited(decision: RateDecision, what = 'Too many requests came in a short time'): Problem {
  const seconds = Math.max(1, decision.retryAfterSeconds);
  return refuseHttp('rate_limited', `${what}, expected the next one in ${seconds} seconds`, {
    headers: { 'retry-after': String(seconds) },
  });
}
