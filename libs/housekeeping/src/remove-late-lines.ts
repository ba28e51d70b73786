import { Injectable } from '@nestjs/common';
import { Clock, earliestIdAt, HOUR, MINUTE } from '@app/kernel';
import { AccountRemovalRepository, AuditEventRepository, ReadScope, UnitOfWork } from '@app/persistence';
import type { Chore } from './chore.js';

// Longer than any request is under way, and than this is ever put off.
const LOOKS_BACK = 6 * HOUR;

/** Takes away what requests that were under way have logged of an account after it was deleted. */
@Injectable()
export class RemoveLateLines implements Chore {
  readonly name = 'remove-late-lines';
  readonly every = 10 * MINUTE;

  constructor(
    private readonly events: AuditEventRepository,
    private readonly removal: AccountRemovalRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  async run(mayGoOn: () => boolean): Promise<boolean> {
    const firstId = earliestIdAt(this.clock.millis() - LOOKS_BACK);
    for (const accountId of await this.events.listSubjects(this.reads, 'account.deleted', firstId)) {
      if (!mayGoOn()) return false;
      await this.unitOfWork.run((tx) => this.removal.removeLateLines(tx, accountId, firstId));
    }
    return true;
  }
}
