import { MINUTE } from '@app/kernel';
import { parseDateTime } from '../xml/date-time.js';
import type { Refusal } from './evidence.js';
import type { SamlCondition } from '../problems.js';

/** How far the identity provider's clock may be from ours, on every instant alike. */
export const CLOCK_SKEW = 3 * MINUTE;
/** How old a message may be, whatever window it gives itself: some providers give 20 hours. */
export const OLDEST_MESSAGE = 10 * MINUTE;

/** Refuses an instant that is missing, no xs:dateTime, or on the wrong side of now. */
export function judgeInstant(
  what: string,
  text: string | undefined,
  condition: SamlCondition,
  now: Date,
  holds: (instant: number, now: number) => boolean,
  rule: string,
): Refusal | undefined {
  const instant = parseDateTime(text);
  if (!instant)
    return {
      wrong: `${what} is no instant`,
      condition,
      expected: 'an xs:dateTime with its zone',
      received: text ?? 'none',
    };
  if (holds(instant.getTime(), now.getTime())) return undefined;
  return {
    wrong: `${what} does not fit the time of this service`,
    condition,
    expected: `${rule} ${now.toISOString()} (3 minutes of clock skew allowed)`,
    received: text ?? 'none',
  };
}

/** The instant is an end (NotOnOrAfter) that has not come. */
export function judgeEnd(
  what: string,
  text: string | undefined,
  now: Date,
  condition: SamlCondition = 'expiry',
): Refusal | undefined {
  return judgeInstant(
    what,
    text,
    condition,
    now,
    (instant, present) => present < instant + CLOCK_SKEW,
    'an instant after',
  );
}

/** The instant is a beginning (NotBefore, AuthnInstant) that has come. */
export function judgeBeginning(
  what: string,
  text: string | undefined,
  now: Date,
  condition: SamlCondition = 'not-before',
): Refusal | undefined {
  return judgeInstant(
    what,
    text,
    condition,
    now,
    (instant, present) => present >= instant - CLOCK_SKEW,
    'an instant not after',
  );
}

/** The message was made just now (IssueInstant). */
export function judgeAge(what: string, text: string | undefined, now: Date): Refusal | undefined {
  const fresh = (instant: number, present: number) =>
    present < instant + OLDEST_MESSAGE + CLOCK_SKEW && present >= instant - CLOCK_SKEW;
  return judgeInstant(what, text, 'issue-instant', now, fresh, 'an instant in the 10 minutes before');
}
