import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { digest } from '@app/kernel';
import { SessionRepository, UnitOfWork, UserRepository, type SessionEntity, type Tx } from '@app/persistence';
import { administrationBy } from '../callers/administration-by.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { refusalOfEnding } from '../users/person-rights.js';
import { userUnknown } from '../users/change-user.js';

/** What an administrator does with the sessions of a user, and everybody with his own. */
@Injectable()
export class EndSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Signs the caller out. */
  async endOwn({ sessionId }: Caller): Promise<void> {
    if (sessionId !== undefined) await this.unitOfWork.run((tx) => this.sessions.delete(tx, sessionId));
  }

  /** The session of a cookie, if there is one. */
  async endByToken(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.unitOfWork.run((tx) => this.sessions.deleteByToken(tx, digest(token)));
  }

  /** @throws Problem `session_unknown`, `user_unknown` (404), `owner_protected`, `staff_protected` (403) */
  end(caller: Caller, accountId: string, userId: string, sessionId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const session = await this.sessions.find(tx, accountId, sessionId);
      if (session?.userId !== userId) throw refuseDirectory('session_unknown', `The user has no session with this id, received ${JSON.stringify(sessionId.slice(0, 100))}`);
      await this.assertMayEnd(tx, caller, accountId, userId, session.origin);
      await this.sessions.delete(tx, sessionId);
      await this.record(tx, caller, accountId, userId, 1);
    });
  }

  /**
   * Ends all sessions of a user that the caller may end: an owner's and staff's ones that were opened by password are for owners and staff.
   * @returns how many ended
   * @throws Problem `user_unknown` (404)
   */
  endAll(caller: Caller, accountId: string, userId: string): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const user = await this.users.findForChange(tx, accountId, userId);
      if (!user) throw userUnknown(userId);
      const ended = await this.sessions.deleteByUser(tx, userId, refusalOfEnding(administrationBy(caller, accountId), user) ? { origin: 'identity-provider' } : {});
      if (ended > 0) await this.record(tx, caller, accountId, userId, ended);
      return ended;
    });
  }

  private async assertMayEnd(tx: Tx, caller: Caller, accountId: string, userId: string, origin: SessionEntity['origin']): Promise<void> {
    const user = await this.users.find(tx, accountId, userId);
    const refusal = user && origin === 'password' ? refusalOfEnding(administrationBy(caller, accountId), user) : undefined;
    if (refusal) throw refusal;
  }

  private record(tx: Tx, { actor }: Caller, accountId: string, userId: string, ended: number): Promise<void> {
    return this.audit.record(tx, { accountId, action: 'session.ended', actor, subject: { kind: 'user', id: userId }, after: { ended } });
  }
}
