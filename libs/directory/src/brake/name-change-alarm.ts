import { Injectable } from '@nestjs/common';
import { foldCase, Clock } from '@app/kernel';
import { AccountRepository, ProvisioningBrakeRepository, ResourceCountRepository, type Tx, type UserEntity } from '@app/persistence';
import { preferencesOf } from '../accounts/preferences.js';
import { identifiersOf } from '../users/email-addresses.js';
import type { ProvisioningContext } from '../users/person.js';
import { BrakeAnnouncement } from './brake-announcement.js';
import { addRecent, countRecent, mostDeactivations, WINDOW } from './brake-rules.js';

/**
 * Watches for people who are given other names by a provisioning client: whoever signs in at the identity provider with the name before
 * is not found any more. Nothing is held back, as the identity provider may well have changed both; from the brake's share of the account
 * on, the administrators are told, once an hour.
 */
@Injectable()
export class NameChangeAlarm {
  constructor(
    private readonly brakes: ProvisioningBrakeRepository,
    private readonly accounts: AccountRepository,
    private readonly counts: ResourceCountRepository,
    private readonly announcement: BrakeAnnouncement,
    private readonly clock: Clock,
  ) {}

  async watch(tx: Tx, context: ProvisioningContext, before: UserEntity, next: UserEntity): Promise<void> {
    if (!before.active || identifiersOf(next).includes(foldCase(before.userName))) return;
    const now = this.clock.millis();
    const brake = await this.brakes.hold(tx, context.integrationId, now);
    const renamed = addRecent(brake.renamed ?? {}, now);
    await this.brakes.update(tx, context.integrationId, { renamed });
    const changes = countRecent(renamed, now);
    const limit = await this.limitOf(tx, context.accountId);
    const toldLately = brake.renamesToldAt !== null && brake.renamesToldAt > now - WINDOW;
    if (changes <= limit || toldLately) return;
    await this.brakes.update(tx, context.integrationId, { renamesToldAt: now });
    await this.announcement.namesChanged(tx, context, { changes, limit });
  }

  private async limitOf(tx: Tx, accountId: string): Promise<number> {
    const { deprovisioningLimit } = preferencesOf((await this.accounts.find(tx, accountId)) ?? { preferences: {} });
    return mostDeactivations(deprovisioningLimit, await this.counts.total(tx, accountId, 'active-user'));
  }
}
