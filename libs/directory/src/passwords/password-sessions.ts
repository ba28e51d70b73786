import { Injectable } from '@nestjs/common';
import { AuditTrail, SignInLog, type AuditEntry } from '@app/audit';
import { digest } from '@app/kernel';
import { AccountRepository, UserRepository, type AccountEntity, type Tx, type UserEntity } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { type NewSession, Sessions } from '../sessions/sessions.js';
import type { PasswordSignIn, SigningInFrom } from './sign-in-with-password.js';

export interface PasswordSubject {
  readonly accountId: string;
  readonly userId: string;
  /** {@link passwordDigest} of the hash that the password was compared with. */
  readonly passwordDigest: string;
  /** What was shown beside the password, if anything. */
  readonly secondFactor?: string;
}

/** The session at the end of a sign-in with a password, told to the sign-in log and the audit trail. */
@Injectable()
export class PasswordSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly log: SignInLog,
    private readonly audit: AuditTrail,
  ) {}

  /** Holds the user's row. @throws Problem `user_unknown` (404), `user_inactive`, `sso_required` (403) */
  async admit(tx: Tx, subject: Pick<PasswordSubject, 'accountId' | 'userId'>, from: SigningInFrom): Promise<void> {
    await this.sessions.admit(tx, wanted(subject, from));
  }

  /** @throws Problem `user_unknown` (404), `user_inactive`, `sso_required` (403), `credentials_invalid` (401) */
  async open(tx: Tx, subject: PasswordSubject, from: SigningInFrom): Promise<PasswordSignIn> {
    const opened = await this.sessions.open(tx, wanted(subject, from));
    // The row is held now: a password that was changed since it was compared opens nothing.
    const hash = await this.users.findPasswordHash(tx, subject.userId);
    if (hash === null || digest(hash) !== subject.passwordDigest)
      throw refuseDirectory('credentials_invalid', 'The password was changed while the sign-in was under way, expected the new one');
    await this.log.recordAccepted(tx, passwordSignInEntry(opened.user, opened.user.signInEmail, from, 'signed_in'));
    await this.audit.record(tx, openedEvent(opened.user, from, subject.secondFactor));
    return { ...opened, account: (await this.accounts.find(tx, subject.accountId)) as AccountEntity };
  }
}

function wanted({ userId, accountId }: Pick<PasswordSubject, 'accountId' | 'userId'>, { address, userAgent }: SigningInFrom): NewSession {
  return { userId, accountId, origin: 'password', address, userAgent };
}

/** Sign-ins by password go past the identity provider: the account's administrators can see each of them. */
function openedEvent({ id, accountId, userName }: UserEntity, { address, reference }: SigningInFrom, secondFactor?: string): AuditEntry {
  const actor = { kind: 'user', id, name: userName, address, reference } as const;
  return { accountId, action: 'session.opened', actor, subject: { kind: 'user', id, name: userName }, after: { origin: 'password', ...(secondFactor && { secondFactor }) } };
}

/** An attempt to sign in with a password, for the sign-in log. @param user null for a stranger */
export function passwordSignInEntry(user: { id: string; accountId: string } | null, subject: string | null, { address, reference }: SigningInFrom, outcome: string) {
  return { accountId: user?.accountId ?? null, integrationId: null, userId: user?.id ?? null, outcome, reference: reference ?? '', address, subject, detail: null, hint: null, assertion: null };
}
