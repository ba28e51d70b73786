import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AccountRepository, ProvisioningBrakeRepository, ResourceCountRepository, type ForeseenBrake, type ProvisioningBrakeEntity, type Tx, type UserEntity } from '@app/persistence';
import { type AccountPreferences, type DeprovisioningLimit, preferencesOf } from '../accounts/preferences.js';
import { addRecent, countRecent, minuteOf, mostDeactivations, oldestMinute, stateAt, takeRecent, WINDOW } from '../brake/brake-rules.js';
import { type BrakeCounts, HeldDeactivation, refusePaused, refuseRefused } from '../brake/held-deactivation.js';
import type { ProvisioningContext } from './person.js';

/**
 * The brake on mass deprovisioning: every deactivation and deletion that a provisioning client asks for passes here, in its unit of
 * work, before anything is changed. Counted are people who lose access within the hour, under a lock of the integration's brake;
 * who comes back counts no more, so that what is held to the limit is how many are without access at the same time.
 */
@Injectable()
export class DeactivationGate {
  constructor(
    private readonly brakes: ProvisioningBrakeRepository,
    private readonly accounts: AccountRepository,
    private readonly counts: ResourceCountRepository,
    private readonly clock: Clock,
  ) {}

  /** The brake as it is committed, for {@link pass}: asked for early, it travels with the reads before; undefined where it has to be held from its reading on. */
  async foresee(tx: Tx, context: ProvisioningContext): Promise<ForeseenBrake | undefined> {
    return (tx.mayForesee && (await this.brakes.foresee(tx, context))) || undefined;
  }

  /**
   * @returns whether the person was counted
   * @throws Problem `provisioning_paused` (429), `provisioning_refused` (403): then {@link HoldDeactivation.note} tells of it
   */
  async pass(tx: Tx, context: ProvisioningContext, user: UserEntity, early?: ForeseenBrake): Promise<boolean> {
    if (!user.active) return false;
    const now = this.clock.millis();
    const foreseen = early ?? (await this.foresee(tx, context));
    if (foreseen) return this.passForeseen(tx, context, user, foreseen, now);
    const [brake, account] = await Promise.all([this.brakes.hold(tx, context.integrationId, now), this.accounts.find(tx, context.accountId)]);
    if (!isWatching(context, user, brake, now)) return false;
    return this.count(tx, context, user, brake, preferencesOf(account ?? { preferences: {} }), now);
  }

  /** A person who was counted has access again, whoever gave it to him. */
  async comeBack(tx: Tx, { deprovisionedBy, deprovisionedAt }: UserEntity): Promise<void> {
    const now = this.clock.millis();
    if (deprovisionedBy === null || deprovisionedAt === null || deprovisionedAt <= now - WINDOW) return;
    // With every decision counting began anew: who was counted before is in the count no more.
    if (tx.mayForesee) return this.brakes.takeCounted(tx, deprovisionedBy, { minute: minuteOf(deprovisionedAt), at: deprovisionedAt });
    const brake = await this.brakes.find(tx, deprovisionedBy);
    if (brake && deprovisionedAt >= brake.since) await this.brakes.update(tx, deprovisionedBy, { recent: takeRecent(brake.recent, deprovisionedAt) });
  }

  /**
   * By the brake as it was read, without holding it: everybody who asks to deactivate somebody waits for its row. At the end of the unit of
   * work the row is locked, and has to be as it was foreseen, with less counted than the limit. The limit stays what it is meanwhile:
   * who loses access is counted, and no active person any more.
   */
  private passForeseen(tx: Tx, context: ProvisioningContext, user: UserEntity, { brake, activePeople, preferences }: ForeseenBrake, now: number): boolean {
    if (!isWatching(context, user, brake, now)) {
      this.brakes.passForeseen(tx, brake);
      return false;
    }
    const deactivations = countRecent(brake.recent, now);
    const limit = mostDeactivations(preferencesOf({ preferences }).deprovisioningLimit, activePeople + deactivations);
    if (deactivations >= limit) throw refusePaused(new HeldDeactivation(context, user, { deactivations, limit }), 0);
    this.brakes.countForeseen(tx, brake, { minute: minuteOf(now), oldest: oldestMinute(now), limit });
    return true;
  }

  private async count(tx: Tx, context: ProvisioningContext, user: UserEntity, { integrationId, recent }: ProvisioningBrakeEntity, { deprovisioningLimit }: AccountPreferences, now: number): Promise<boolean> {
    const deactivations = countRecent(recent, now);
    const limit = await this.limitOf(tx, context.accountId, deprovisioningLimit, deactivations);
    if (deactivations >= limit) throw refusePaused(new HeldDeactivation(context, user, { deactivations, limit }), 0);
    await this.brakes.update(tx, integrationId, { recent: addRecent(recent, now) });
    return true;
  }

  private async limitOf(tx: Tx, accountId: string, limit: DeprovisioningLimit, deactivations: BrakeCounts['deactivations']): Promise<number> {
    if (deactivations < limit.people) return limit.people;
    return mostDeactivations(limit, (await this.counts.total(tx, accountId, 'active-user')) + deactivations);
  }
}

/**
 * Whether deactivations are counted; not so while they are allowed.
 * @throws Problem `provisioning_paused` (429), `provisioning_refused` (403)
 */
function isWatching(context: ProvisioningContext, user: UserEntity, brake: ProvisioningBrakeEntity, now: number): boolean {
  const state = stateAt(brake, now);
  if (state === 'allowed' || state === 'watching') return state === 'watching';
  const held = new HeldDeactivation(context, user, { deactivations: brake.deactivations ?? 0, limit: brake.mostDeactivations ?? 0 });
  throw state === 'paused' ? refusePaused(held, now - brake.since) : refuseRefused(held, brake.reason);
}
