import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AccountRepository, ProvisioningBrakeRepository, ReadScope, ResourceCountRepository, type BrakeState, type ProvisioningBrakeEntity, type WaitingPerson } from '@app/persistence';
import { preferencesOf } from '../accounts/preferences.js';
import { countRecent, mostDeactivations, stateAt } from './brake-rules.js';

/** An integration's brake as administrators see it. */
export interface Brake {
  readonly state: BrakeState;
  /** Since when, in milliseconds since the epoch; null for one that has never counted anything. */
  readonly since: number | null;
  /** How many people lost access within the last hour; of one that is paused, when it stopped. */
  readonly deactivations: number;
  /** How many may within an hour; of one that is paused, when it stopped. */
  readonly limit: number;
  /** Whose deactivation is held back. */
  readonly waiting: number;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  /** The end of `allowed`. */
  readonly endsAt: number | null;
  /** When administrators were told the last time that many people were given other names. */
  readonly namesChangedAt: number | null;
}

@Injectable()
export class ReadBrakes {
  constructor(
    private readonly brakes: ProvisioningBrakeRepository,
    private readonly accounts: AccountRepository,
    private readonly counts: ResourceCountRepository,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  /** Of integrations of one account, by id: four queries, however many there are. */
  async of(accountId: string, integrationIds: readonly string[]): Promise<ReadonlyMap<string, Brake>> {
    if (integrationIds.length === 0) return new Map();
    const [account, active, rows, waiting] = await Promise.all([
      this.accounts.find(this.reads, accountId),
      this.counts.total(this.reads, accountId, 'active-user'),
      this.brakes.list(this.reads, integrationIds),
      this.brakes.countWaiting(this.reads, integrationIds),
    ]);
    const { deprovisioningLimit } = preferencesOf(account ?? { preferences: {} });
    const limitOf = (deactivations: number) => mostDeactivations(deprovisioningLimit, active + deactivations);
    const show = (id: string) => this.show(rows.find(({ integrationId }) => integrationId === id), waiting.get(id) ?? 0, limitOf);
    return new Map(integrationIds.map((id) => [id, show(id)]));
  }

  /** The first of those whose deactivation is held back. */
  waiting(integrationId: string, limit: number): Promise<WaitingPerson[]> {
    return this.brakes.listWaiting(this.reads, integrationId, limit);
  }

  private show(row: ProvisioningBrakeEntity | undefined, waiting: number, limitOf: (deactivations: number) => number): Brake {
    if (!row) return { state: 'watching', since: null, deactivations: 0, limit: limitOf(0), waiting, decidedBy: null, reason: null, endsAt: null, namesChangedAt: null };
    const now = this.clock.millis();
    const state = stateAt(row, now);
    const deactivations = row.deactivations ?? countRecent(row.recent, now);
    const decision = state === 'watching' ? { decidedBy: null, reason: null, endsAt: null } : { decidedBy: row.decidedBy, reason: row.reason, endsAt: row.endsAt };
    return { state, since: row.since, deactivations, limit: row.mostDeactivations ?? limitOf(deactivations), waiting, ...decision, namesChangedAt: row.renamesToldAt };
  }
}
