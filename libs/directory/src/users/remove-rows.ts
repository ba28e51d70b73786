import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { GroupMemberRepository, type Tx, type UserEntity } from '@app/persistence';
import { EndAccess } from './end-access.js';
import { PersonAudit } from './person-audit.js';
import { PersonRows } from './person-rows.js';
import type { ChangeContext } from './person.js';

/** Takes a person away, from everybody or from SCIM alone, with what refers to him. His row is held. */
@Injectable()
export class RemoveRows {
  constructor(
    private readonly rows: PersonRows,
    private readonly members: GroupMemberRepository,
    private readonly access: EndAccess,
    private readonly audit: PersonAudit,
    private readonly clock: Clock,
  ) {}

  async delete(tx: Tx, context: ChangeContext, user: UserEntity): Promise<void> {
    await this.detach(tx, user);
    await this.rows.users.delete(tx, user.id);
    await this.audit.deleted(tx, context, user);
    await this.rows.count(tx, user, null);
  }

  /** An owner whom a provisioning client deletes: gone for SCIM; his password sign-in and what was opened by it go on. */
  async hide(tx: Tx, context: ChangeContext, user: UserEntity): Promise<void> {
    const hidden = { ...user, hiddenFromScim: true, managedBy: null, deactivationHeldBy: null, version: user.version + 1, updatedAt: this.clock.millis() };
    const { hiddenFromScim, managedBy, deactivationHeldBy, version, updatedAt } = hidden;
    await this.detach(tx, user);
    await this.rows.users.update(tx, user.id, { hiddenFromScim, managedBy, deactivationHeldBy, version, updatedAt });
    await this.access.endWhatIsLost(tx, user, hidden);
    await this.audit.ownerWasHidden(tx, context, user);
    await this.rows.count(tx, user, hidden);
  }

  private async detach(tx: Tx, user: UserEntity): Promise<void> {
    await this.members.removeMember(tx, user.id, this.clock.millis());
    await this.rows.externalIds.deleteOfResource(tx, user.id);
  }
}
