import { Injectable } from '@nestjs/common';
import { UnitOfWork, UserRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { People } from '../users/people.js';

/** The second half of a change of one's password: the old one was right, the new one is hashed. */
@Injectable()
export class StorePassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly people: People,
  ) {}

  /** @throws Problem `credentials_invalid` (401) where the password was changed since it was compared */
  store(caller: Caller, verifiedHash: string, passwordHash: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.users.findForChange(tx, caller.accountId, caller.userId);
      if ((await this.users.findPasswordHash(tx, caller.userId)) !== verifiedHash)
        throw refuseDirectory('credentials_invalid', 'The password was changed meanwhile, expected the new one as the current password');
      // The old password stands for the right to set a new one, whatever the role.
      const context = { accountId: caller.accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor: caller.actor } as const;
      await this.people.change(tx, context, caller.userId, { passwordHash }, { keepSessionId: caller.sessionId });
    });
  }
}
