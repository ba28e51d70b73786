import { Injectable } from '@nestjs/common';
import { AuditTrail, SignInLog, type AuditEntry } from '@app/audit';
import { Problem } from '@app/kernel';
import { AccountRepository, UnitOfWork, UserRepository, type AccountEntity, type Tx, type UserEntity, type UserWithPassword } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { Sessions } from '../sessions/sessions.js';
import { accessOfUser } from '../users/user-access.js';
import type { PasswordSignIn, SigningInFrom } from './sign-in-with-password.js';

/** The second half of a password sign-in: the password fits, now the session opens, in one of the accounts, or is refused. */
@Injectable()
export class OpenPasswordSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly log: SignInLog,
    private readonly audit: AuditTrail,
  ) {}

  /** @param fitting those whose password it is; at least one */
  async openOne(fitting: readonly UserWithPassword[], from: SigningInFrom): Promise<PasswordSignIn> {
    const able = fitting.filter((user) => accessOfUser(user).password);
    const [user = fitting[0] as UserWithPassword] = able;
    try {
      return await this.unitOfWork.run(async (tx) => {
        await this.assertOneAccount(tx, able);
        return this.open(tx, user, from);
      });
    } catch (refusal) {
      if (refusal instanceof Problem) await this.log.recordRefused(entry(user, user.signInEmail, from, refusal.code));
      throw refusal;
    }
  }

  /**
   * Nobody waits for it: the time of the answer would tell whether the address is known. A stranger's address is not noted at all, since
   * people type passwords there by mistake.
   */
  noteRefused(candidates: readonly UserWithPassword[], signInEmail: string, from: SigningInFrom): void {
    for (const user of candidates) this.log.recordRefused(entry(user, signInEmail, from, 'credentials_invalid')).catch(() => undefined);
  }

  private async open(tx: Tx, { id: userId, accountId, passwordHash, signInEmail }: UserWithPassword, from: SigningInFrom): Promise<PasswordSignIn> {
    const opened = await this.sessions.open(tx, { userId, accountId, origin: 'password', address: from.address, userAgent: from.userAgent });
    // The row is held now: a password that was changed since it was compared opens nothing.
    if ((await this.users.findPasswordHash(tx, userId)) !== passwordHash)
      throw refuseDirectory('credentials_invalid', 'The password was changed while the sign-in was under way, expected the new one');
    await this.log.recordAccepted(tx, entry(opened.user, signInEmail, from, 'signed_in'));
    await this.audit.record(tx, openedEvent(opened.user, from));
    return { ...opened, account: (await this.accounts.find(tx, accountId)) as AccountEntity };
  }

  private async assertOneAccount(tx: Tx, able: readonly UserWithPassword[]): Promise<void> {
    const ids = [...new Set(able.map(({ accountId }) => accountId))];
    if (ids.length < 2) return;
    const accounts = (await this.accounts.findMany(tx, ids)).map(({ id, name }) => ({ id, name })).sort((left, right) => (left.name < right.name ? -1 : 1));
    throw refuseDirectory('account_required', `The password fits in ${ids.length} accounts, expected the accountId of one of them`, {
      hint: 'Send the request again with the accountId of one of the accounts.',
      members: { accounts },
    });
  }
}

/** Sign-ins by password go past the identity provider: the account's administrators can see each of them. */
function openedEvent({ id, accountId, userName }: UserEntity, { address, reference }: SigningInFrom): AuditEntry {
  const actor = { kind: 'user', id, name: userName, address, reference } as const;
  return { accountId, action: 'session.opened', actor, subject: { kind: 'user', id, name: userName }, after: { origin: 'password' } };
}

function entry({ id, accountId }: { id: string; accountId: string }, subject: string | null, { address, reference }: SigningInFrom, outcome: string) {
  return { accountId, integrationId: null, userId: id, outcome, reference: reference ?? '', address, subject, detail: null, hint: null, assertion: null };
}
