import { HOUR, MINUTE, SECOND } from '@app/kernel';

// The schedule that the Standard Webhooks specification proposes: ten attempts within a little more than three days.
const DELAYS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
// Up to a fifth later, so that what failed together does not come back together.
const JITTER = 0.2;

export const ATTEMPTS_AT_MOST = DELAYS.length + 1;

/**
 * How long to wait after an attempt that failed, in milliseconds; undefined where it was the last.
 * @param attempts how many there were
 * @param asked what the receiver asked for (Retry-After), in milliseconds: waited for where it is longer, up to the longest delay
 */
export function delayAfter(attempts: number, asked = 0, random: () => number = Math.random): number | undefined {
  const delay = DELAYS[attempts - 1];
  if (delay === undefined) return undefined;
  const longest = DELAYS.at(-1) as number;
  return Math.round(Math.max(delay, Math.min(asked, longest)) * (1 + JITTER * random()));
}
