import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Clock, DAY, digest, newToken } from '@app/kernel';
import { PasswordResetRepository, UnitOfWork, UserRepository } from '@app/persistence';
import { Settings } from '@app/settings';
import { userUnknown } from '../users/change-user.js';
import { refusalOfEnding } from '../users/person-rights.js';
import type { AdministrationContext } from '../users/person.js';

export interface PasswordResetLink {
  /** Good once. */
  readonly url: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Where a person sets his password by a link; the token is in the fragment, which browsers send to nobody. */
export const SET_PASSWORD_PATH = '/set-password';

@Injectable()
export class IssuePasswordReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly resets: PasswordResetRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * A link by which a user sets his password; an earlier one ends. It is for the caller to hand over.
   * @throws Problem `user_unknown` (404), `owner_protected`, `staff_protected` (403)
   */
  issue(context: AdministrationContext, userId: string): Promise<PasswordResetLink> {
    const token = newToken();
    const expiresAt = this.clock.millis() + DAY;
    const { accountId, actor } = context;
    return this.unitOfWork.run(async (tx) => {
      const user = await this.users.findForChange(tx, accountId, userId);
      if (!user) throw userUnknown(userId);
      const refusal = refusalOfEnding(context, user);
      if (refusal) throw refusal;
      await this.resets.deleteByUser(tx, userId);
      await this.resets.insert(tx, { tokenDigest: digest(token), accountId, userId, expiresAt });
      await this.audit.record(tx, { accountId, action: 'user.password_reset_issued', actor, subject: { kind: 'user', id: userId, name: user.userName }, after: { expiresAt } });
      return { url: `${this.settings.publicUrl}${SET_PASSWORD_PATH}#${token}`, expiresAt };
    });
  }
}
