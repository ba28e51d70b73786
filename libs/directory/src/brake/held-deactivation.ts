import { Problem } from '@app/kernel';
import type { UserEntity } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import type { ProvisioningContext } from '../users/person.js';
import { retryAfterSeconds } from './brake-rules.js';

/** What a brake's refusal is about; carried behind the refusal, since its unit of work rolls back with everything noted in it. */
export class HeldDeactivation extends Error {
  constructor(
    readonly context: ProvisioningContext,
    readonly user: Pick<UserEntity, 'id' | 'userName'>,
    readonly counts: BrakeCounts,
  ) {
    super(`The brake holds a deactivation of ${user.id}`);
  }
}

export interface BrakeCounts {
  /** How many people the client took access from within the hour. */
  readonly deactivations: number;
  /** How many it may. */
  readonly limit: number;
}

/** What a refusal holds back; undefined for every other refusal. */
export function heldBy(refusal: unknown): HeldDeactivation | undefined {
  return refusal instanceof Problem && refusal.cause instanceof HeldDeactivation ? refusal.cause : undefined;
}

const DECIDE = 'An administrator decides in MoovingON AI: Settings >> Integrations, this integration, the brake.';

/** 429: the client shall ask again. */
export function refusePaused(held: HeldDeactivation, openFor: number): Problem {
  const { deactivations, limit } = held.counts;
  const detail = `Deprovisioning is paused: this client has taken access from ${deactivations} people within an hour, expected at most ${limit}, received one more. Nobody was changed by this request; it goes through once an administrator has said yes.`;
  return refuseDirectory('provisioning_paused', detail, { hint: DECIDE, headers: { 'retry-after': String(retryAfterSeconds(openFor)) }, cause: held });
}

/** 403: the client need not ask again before somebody lifts it. */
export function refuseRefused(held: HeldDeactivation, reason: string | null): Problem {
  const why = reason === null ? 'no reason was given' : `the reason: ${reason}`;
  const detail = `An administrator of MoovingON AI has refused further deactivations and deletions by this client (${why}). Nobody was changed by this request, expected none until that is lifted.`;
  return refuseDirectory('provisioning_refused', detail, { hint: 'It is lifted in MoovingON AI: Settings >> Integrations, this integration, the brake.', cause: held });
}
