import { HOUR, MINUTE, SECOND } from '@app/kernel';
import type { BrakeState, ProvisioningBrakeEntity } from '@app/persistence';
import type { DeprovisioningLimit } from '../accounts/preferences.js';

/** The time over which people are counted who lose access. */
export const WINDOW = HOUR;

type Recent = ProvisioningBrakeEntity['recent'];

/** How many people lost access within the hour; counted by the minute, so that the oldest count for a minute too long rather than too short. */
export function countRecent(recent: Recent, now: number): number {
  return Object.values(withinWindow(recent, now)).reduce((sum, count) => sum + count, 0);
}

/** With one more, and without the minutes that are over. */
export function addRecent(recent: Recent, now: number): Recent {
  const kept = withinWindow(recent, now);
  const minute = minuteOf(now);
  return { ...kept, [minute]: (kept[minute] ?? 0) + 1 };
}

/** Without one of those who were counted at that time. */
export function takeRecent(recent: Recent, at: number): Recent {
  const { [minuteOf(at)]: count = 0, ...others } = recent;
  return count > 1 ? { ...others, [minuteOf(at)]: count - 1 } : others;
}

function withinWindow(recent: Recent, now: number): Recent {
  return Object.fromEntries(Object.entries(recent).filter(([minute]) => Number(minute) >= oldestMinute(now)));
}

export const minuteOf = (millis: number): number => Math.floor(millis / MINUTE);

/** The first of the minutes that are counted. */
export const oldestMinute = (now: number): number => minuteOf(now - WINDOW);

/** The state now: what was allowed until a time that is over is watched again. */
export function stateAt({ state, endsAt }: Pick<ProvisioningBrakeEntity, 'state' | 'endsAt'>, now: number): BrakeState {
  return state === 'allowed' && (endsAt ?? 0) <= now ? 'watching' : state;
}

/** What becomes of a brake that has held somebody back; undefined where that changes nothing: a decision that came in between stands. */
export function pausedBy(brake: ProvisioningBrakeEntity, { deactivations, limit }: { deactivations: number; limit: number }, now: number): Partial<ProvisioningBrakeEntity> | undefined {
  if (stateAt(brake, now) !== 'watching') return undefined;
  return { state: 'paused', since: now, deactivations, mostDeactivations: limit, decidedBy: null, reason: null, endsAt: null };
}

/**
 * How many people may lose access within the hour. The share is rounded down: with 20 % of 49 people, 9 may.
 * @param people active ones, with those who lost access within the hour
 */
export function mostDeactivations({ percent, people: atLeast }: DeprovisioningLimit, people: number): number {
  return Math.max(atLeast, Math.floor((people * percent) / 100));
}

const SOONEST = 2 * MINUTE;
const LATEST = 4 * HOUR;

/**
 * When a client that waits for a decision shall ask again, in whole seconds: after as long as the question has been open, so that one
 * who gives up after ten attempts (Okta does) leaves the administrators more than eight hours.
 */
export function retryAfterSeconds(openFor: number): number {
  return Math.ceil(Math.min(Math.max(openFor, SOONEST), LATEST) / SECOND);
}
