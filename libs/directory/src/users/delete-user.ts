import { Injectable } from '@nestjs/common';
import type { Tx, UserEntity } from '@app/persistence';
import { assertVersion } from './assert-version.js';
import { userUnknown } from './change-user.js';
import { DeactivationGate } from './deactivation-gate.js';
import { LastOwner } from './last-owner.js';
import { assertMayRemove } from './person-rights.js';
import { PersonRows } from './person-rows.js';
import type { ChangeContext, ChangeOptions, ProvisioningContext } from './person.js';
import { RemoveRows } from './remove-rows.js';

@Injectable()
export class DeleteUser {
  constructor(
    private readonly rows: PersonRows,
    private readonly lastOwner: LastOwner,
    private readonly gate: DeactivationGate,
    private readonly removal: RemoveRows,
  ) {}

  async remove(tx: Tx, context: ChangeContext, userId: string, options: ChangeOptions = {}): Promise<void> {
    if (context.integrationId === null) await this.lastOwner.hold(tx, context.accountId);
    const user = await this.rows.users.findForRemoval(tx, context.accountId, userId);
    if (!user) throw userUnknown(userId);
    if (context.integrationId !== null) return this.deprovision(tx, context, user, options);
    assertVersion(user, options);
    assertMayRemove(context, user);
    await this.lastOwner.assertOneStays(tx, user, null);
    await this.removal.delete(tx, context, user);
  }

  private async deprovision(tx: Tx, context: ProvisioningContext, user: UserEntity, options: ChangeOptions): Promise<void> {
    if (user.hiddenFromScim) throw userUnknown(user.id);
    assertVersion(user, options);
    await this.gate.pass(tx, context, user);
    if (user.owner) await this.removal.hide(tx, context, user);
    else await this.removal.delete(tx, context, user);
  }
}
