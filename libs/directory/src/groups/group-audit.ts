import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import type { GroupEntity, Tx } from '@app/persistence';
import type { ChangeContext } from '../users/person.js';

// A company joins at once: the number is told in full, of the ids the first ones.
const MOST_IDS = 100;

type Told = Record<string, unknown> | null;

/** What the audit trail says about groups. */
@Injectable()
export class GroupAudit {
  constructor(private readonly trail: AuditTrail) {}

  record(tx: Tx, { accountId, actor }: ChangeContext, action: string, { id, displayName }: GroupEntity, before: Told, after: Told): Promise<void> {
    return this.trail.record(tx, { accountId, action, actor, subject: { kind: 'group', id, name: displayName }, before, after });
  }

  membersChanged(tx: Tx, context: ChangeContext, group: GroupEntity, added: readonly string[], removed: readonly string[]): Promise<void> {
    return this.record(tx, context, 'group.members_changed', group, summary('removed', removed), summary('added', added));
  }
}

function summary(name: string, ids: readonly string[]): Told {
  return ids.length === 0 ? null : { [name]: ids.length, members: ids.slice(0, MOST_IDS) };
}
