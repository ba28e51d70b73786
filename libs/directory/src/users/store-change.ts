import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import type { Tx, UserEntity } from '@app/persistence';
import { EndAccess } from './end-access.js';
import { changedColumns } from './next-row.js';
import { PersonAudit } from './person-audit.js';
import { PersonRows } from './person-rows.js';
import type { ChangeContext, ChangeOptions, CurrentPerson, PersonChanges, PersonOutcome } from './person.js';

export interface DecidedChange {
  readonly current: CurrentPerson;
  readonly next: UserEntity;
  readonly changes: PersonChanges;
  readonly options: ChangeOptions;
}

/** Writes a change that has been decided on, with all that follows from it; nothing at all where it changes nothing. */
@Injectable()
export class StoreChange {
  constructor(
    private readonly rows: PersonRows,
    private readonly access: EndAccess,
    private readonly audit: PersonAudit,
    private readonly clock: Clock,
  ) {}

  async store(tx: Tx, context: ChangeContext, { current, next, changes, options }: DecidedChange): Promise<Omit<PersonOutcome, 'kept'>> {
    const before = current.user;
    const columns = changedColumns(before, next);
    const externalId = context.integrationId === null || changes.externalId === undefined ? current.externalId : changes.externalId;
    const renamed = externalId !== current.externalId;
    const managedBy = before.managedBy ?? context.integrationId;
    if (Object.keys(columns).length === 0 && !renamed && changes.passwordHash === undefined) return this.link(tx, current, managedBy);

    const stamp = { managedBy, version: before.version + 1, updatedAt: this.clock.millis() };
    const stored = { ...next, ...stamp };
    await this.rows.update(tx, before, stored, { ...columns, ...stamp }, changes.passwordHash);
    if (renamed) await this.rows.externalIds.set(tx, context.integrationId as string, before.id, externalId);
    await this.access.endWhatIsLost(tx, before, stored);
    if (changes.passwordHash !== undefined) await this.access.endWithOldPassword(tx, before.id, options.keepSessionId);
    await this.audit.changed(tx, context, before, stored, columns, describeExtras(current, externalId, changes));
    await this.audit.ownerWasProvisioned(tx, context, before, stored);
    if (before.hiddenFromScim && !stored.hiddenFromScim) await this.rows.count(tx, stored, 1);
    return { user: stored, externalId, changed: true };
  }

  /** Who manages the person is no attribute of his: it is noted without a new version. */
  private async link(tx: Tx, { user, externalId }: CurrentPerson, managedBy: string | null): Promise<Omit<PersonOutcome, 'kept'>> {
    if (managedBy !== user.managedBy) await this.rows.users.update(tx, user.id, { managedBy });
    return { user: { ...user, managedBy }, externalId, changed: false };
  }
}

function describeExtras(current: CurrentPerson, externalId: string | null, changes: PersonChanges) {
  const renamed = externalId !== current.externalId;
  const password = changes.passwordHash !== undefined && { password: 'changed' };
  return { before: { ...(renamed && { externalId: current.externalId }) }, after: { ...(renamed && { externalId }), ...password } };
}
