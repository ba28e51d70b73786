import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Events, personChangeEvents, personEvents } from '@app/events';
import type { Tx, UserEntity } from '@app/persistence';
import { emailsOf } from './email-addresses.js';
import type { ChangeContext } from './person.js';
import { attributesOf } from './sift-changes.js';

/** What is no attribute of a person, or is told in other words. */
const UNTOLD = new Set<string>(['id', 'sequence', 'accountId', 'userNameFolded', 'passwordHash', 'version', 'createdAt', 'updatedAt', 'deprovisionedBy', 'deprovisionedAt', 'deactivationHeldBy']);

/** What is told about people: to the audit trail, and, of what others see of them, to the customer's other systems. */
@Injectable()
export class PersonAudit {
  constructor(
    private readonly trail: AuditTrail,
    private readonly events: Events,
  ) {}

  async created(tx: Tx, context: ChangeContext, user: UserEntity): Promise<void> {
    await this.record(tx, context, 'user.created', user, null, describe(user, Object.keys(user)));
    await this.events.raise(tx, ...personEvents('user.created', context, user));
  }

  async deleted(tx: Tx, context: ChangeContext, user: UserEntity): Promise<void> {
    await this.record(tx, context, 'user.deleted', user, describe(user, Object.keys(user)), null);
    await this.events.raise(tx, ...personEvents('user.deleted', context, user));
  }

  /** @param extra what changed beside the columns, such as the externalId or the password */
  async changed(tx: Tx, context: ChangeContext, before: UserEntity, next: UserEntity, columns: Partial<UserEntity>, extra: Change = {}): Promise<void> {
    const names = Object.keys(columns);
    const action = columns.active === undefined ? 'user.changed' : columns.active ? 'user.activated' : 'user.deactivated';
    await this.record(tx, context, action, next, { ...describe(before, names), ...extra.before }, { ...describe(next, names), ...extra.after });
    await this.events.raise(tx, ...personChangeEvents(context, before, next));
  }

  /** What a provisioning client wanted of an owner, who goes on nevertheless: for the administrators to know. */
  async ownerWasProvisioned(tx: Tx, context: ChangeContext, before: UserEntity, next: UserEntity): Promise<void> {
    if (!before.owner || context.integrationId === null) return;
    if (before.active && !next.active) await this.ownerEvent(tx, context, 'owner.deprovisioned', before, next, 'active');
    if (before.admin && !next.admin) await this.ownerEvent(tx, context, 'owner.admin_revoked', before, next, 'admin');
    if (before.email !== next.email) await this.ownerEvent(tx, context, 'owner.email_changed', before, next, 'email');
  }

  ownerWasHidden(tx: Tx, context: ChangeContext, user: UserEntity): Promise<void> {
    return this.record(tx, context, 'owner.deprovisioned', user, { provisioned: true }, { provisioned: false });
  }

  ownerWasProvisionedAgain(tx: Tx, context: ChangeContext, user: UserEntity): Promise<void> {
    return this.record(tx, context, 'owner.provisioned_again', user, { provisioned: false }, { provisioned: true });
  }

  private ownerEvent(tx: Tx, context: ChangeContext, action: string, before: UserEntity, next: UserEntity, name: keyof UserEntity): Promise<void> {
    return this.record(tx, context, action, next, { [name]: before[name] }, { [name]: next[name] });
  }

  private record(tx: Tx, { accountId, actor }: ChangeContext, action: string, user: UserEntity, before: Told, after: Told): Promise<void> {
    return this.trail.record(tx, { accountId, action, actor, subject: { kind: 'user', id: user.id, name: user.userName }, before, after });
  }
}

type Told = Record<string, unknown> | null;

export interface Change {
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
}

function describe(user: UserEntity, names: readonly string[]): Record<string, unknown> {
  const told = names.filter((name) => !UNTOLD.has(name) && name !== 'attributes').map((name) => [name, user[name as keyof UserEntity]]);
  const more = names.includes('attributes') ? { emails: emailsOf(user), ...attributesOf(user) } : {};
  return { ...Object.fromEntries(told), ...more } as Record<string, unknown>;
}
