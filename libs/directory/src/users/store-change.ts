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
  /** Whether the brake has counted it as a loss of access. */
  readonly counted: boolean;
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

  async store(tx: Tx, context: ChangeContext, { current, next, changes, options, counted }: DecidedChange): Promise<Omit<PersonOutcome, 'kept'>> {
    const before = current.user;
    const columns = changedColumns(before, next);
    const externalId = context.integrationId === null || changes.externalId === undefined ? current.externalId : changes.externalId;
    const renamed = externalId !== current.externalId;
    const now = this.clock.millis();
    const marks = { ...marksAfter(context, before, next, changes), ...(counted && { deprovisionedBy: context.integrationId, deprovisionedAt: now }) };
    if (Object.keys(columns).length === 0 && !renamed && changes.passwordHash === undefined) return this.mark(tx, current, marks);

    const stamp = { ...marks, version: before.version + 1, updatedAt: now };
    const stored = { ...next, ...stamp };
    await this.rows.update(tx, before, stored, { ...columns, ...stamp }, changes.passwordHash);
    if (renamed) await this.rows.externalIds.set(tx, context.integrationId as string, before.id, externalId);
    await this.access.endWhatIsLost(tx, before, stored);
    if (changes.passwordHash !== undefined) await this.access.endWithOldPassword(tx, before.id, options.keepSessionId);
    await this.audit.changed(tx, context, before, stored, columns, describeExtras(current, externalId, changes));
    await this.audit.ownerWasProvisioned(tx, context, before, stored);
    await this.rows.count(tx, before, stored);
    return { user: stored, externalId, changed: true };
  }

  /** What is noted of a person is no attribute of his: it is written without a new version. */
  private async mark(tx: Tx, { user, externalId }: CurrentPerson, marks: Marks): Promise<Omit<PersonOutcome, 'kept'>> {
    const differing = Object.entries(marks).filter(([name, value]) => user[name as keyof Marks] !== value);
    if (differing.length > 0) await this.rows.users.update(tx, user.id, Object.fromEntries(differing));
    return { user: { ...user, ...marks }, externalId, changed: false };
  }
}

type Marks = Pick<UserEntity, 'managedBy' | 'deprovisionedBy' | 'deprovisionedAt' | 'deactivationHeldBy'>;

/** Who manages the person; who took his access; whether the brake still holds that back: not where the client wants him active after all. */
function marksAfter({ integrationId }: ChangeContext, before: UserEntity, next: UserEntity, { active }: PersonChanges): Marks {
  const withdrawn = integrationId !== null && integrationId === before.deactivationHeldBy && active === true;
  const { deprovisionedBy, deprovisionedAt } = next.active ? { deprovisionedBy: null, deprovisionedAt: null } : before;
  return { managedBy: before.managedBy ?? integrationId, deprovisionedBy, deprovisionedAt, deactivationHeldBy: next.active && !withdrawn ? before.deactivationHeldBy : null };
}

function describeExtras(current: CurrentPerson, externalId: string | null, changes: PersonChanges) {
  const renamed = externalId !== current.externalId;
  const password = changes.passwordHash !== undefined && { password: 'changed' };
  return { before: { ...(renamed && { externalId: current.externalId }) }, after: { ...(renamed && { externalId }), ...password } };
}
