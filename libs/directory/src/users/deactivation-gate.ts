import { Injectable } from '@nestjs/common';
import type { Tx, UserEntity } from '@app/persistence';
import type { ProvisioningContext } from './person.js';

/**
 * Every deactivation and deletion that a provisioning client asks for passes here, in its unit of work, before anything is
 * changed; whoever wants to hold it back throws. This one lets everything pass.
 */
@Injectable()
export class DeactivationGate {
  async pass(_tx: Tx, _context: ProvisioningContext, _user: UserEntity): Promise<void> {}
}
