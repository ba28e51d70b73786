import { Injectable } from '@nestjs/common';
import { Clock, digest, HOUR, newId, newToken } from '@app/kernel';
import { AccountRepository, SessionRepository, UserRepository, type SessionEntity, type SessionOrigin, type Tx, type UserEntity } from '@app/persistence';
import { Settings } from '@app/settings';
import { refuseDirectory } from '../problems.js';
import { accessOfUser, allows } from '../users/user-access.js';

export interface NewSession {
  readonly userId: string;
  readonly accountId: string;
  readonly origin: SessionOrigin;
  readonly integrationId?: string | null;
  readonly nameId?: string | null;
  /** The Format of the NameID. */
  readonly nameIdFormat?: string | null;
  readonly sessionIndex?: string | null;
  readonly address?: string | null;
  readonly userAgent?: string | null;
  /** An end before the usual one, in milliseconds since the epoch (SAML `SessionNotOnOrAfter`). */
  readonly notAfter?: number | null;
}

export interface OpenedSession {
  /** The cookie's value: 256 bits; it is nowhere else. */
  readonly token: string;
  readonly session: SessionEntity;
  readonly user: UserEntity;
}

/** What single logout names. */
export interface LogoutSubject {
  readonly integrationId: string;
  readonly nameId: string;
  /** Absent: all sessions of the NameID. */
  readonly sessionIndex?: string | null;
}

const MOST_USER_AGENT = 300;

/** Signed-in people. A session is a row with the digest of its token; ended, it is gone. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a session, if the user may sign in that way now. His row is held: a deactivation that is under way is waited for, and one that
   * comes after finds the session to end.
   * @param held the user as this unit of work has read and holds him; else he is read here
   * @throws Problem `user_unknown` (404), `user_inactive` (403), `sso_required` (403, for the origin `password`)
   */
  async open(tx: Tx, wanted: NewSession, held?: UserEntity): Promise<OpenedSession> {
    const user = await this.admit(tx, wanted, held);
    const token = newToken();
    const session = this.row(wanted, token);
    tx.leaveToCommit(this.sessions.insert(tx, session));
    return { token, session, user };
  }

  /** The half of {@link open} that decides, and opens nothing: for a sign-in that still asks for something. */
  async admit(tx: Tx, wanted: NewSession, held?: UserEntity): Promise<UserEntity> {
    const user = held ?? (await this.users.findForChange(tx, wanted.accountId, wanted.userId));
    if (!user) throw refuseDirectory('user_unknown', 'The user was deleted while the sign-in was under way');
    if (!allows(accessOfUser(user), wanted.origin)) throw refuseDirectory('user_inactive', `The user ${user.userName} is deactivated, expected an active one`);
    if (wanted.origin === 'password') await this.assertPasswordAllowed(tx, user);
    return user;
  }

  /** @returns how many ended */
  endAllOfUser(tx: Tx, userId: string, { origin, exceptSessionId }: { origin?: SessionOrigin; exceptSessionId?: string } = {}): Promise<number> {
    return this.sessions.deleteByUser(tx, userId, { origin, exceptId: exceptSessionId });
  }

  /** Single logout. @returns how many ended */
  endByIntegration(tx: Tx, { integrationId, nameId, sessionIndex = null }: LogoutSubject): Promise<number> {
    return this.sessions.deleteByNameId(tx, integrationId, nameId, sessionIndex);
  }

  /** All sessions that were opened through an integration, as when it is deleted. @returns how many ended */
  endAllOfIntegration(tx: Tx, integrationId: string): Promise<number> {
    return this.sessions.deleteByIntegration(tx, integrationId);
  }

  /** @returns whether it was there */
  async end(tx: Tx, sessionId: string): Promise<boolean> {
    return (await this.sessions.delete(tx, sessionId)) > 0;
  }

  /** The session of a cookie, if there is one. @returns whether it was there */
  async endByToken(tx: Tx, token: string): Promise<boolean> {
    return (await this.sessions.deleteByToken(tx, digest(token))) > 0;
  }

  private row({ userId, accountId, origin, integrationId = null, nameId = null, nameIdFormat = null, sessionIndex = null, address = null, userAgent, notAfter }: NewSession, token: string): SessionEntity {
    const now = this.clock.millis();
    const expiresAt = Math.min(now + this.settings.sessionHours * HOUR, notAfter ?? Infinity);
    const agent = userAgent?.slice(0, MOST_USER_AGENT) ?? null;
    return { id: newId(), tokenDigest: digest(token), accountId, userId, origin, integrationId, nameId, nameIdFormat, sessionIndex, address, userAgent: agent, createdAt: now, lastSeenAt: now, provenAt: origin === 'password' ? now : null, expiresAt };
  }

  private async assertPasswordAllowed(tx: Tx, { accountId, owner, staff }: UserEntity): Promise<void> {
    if (owner || staff) return;
    const account = await this.accounts.find(tx, accountId);
    if (account?.ssoRequired) throw refuseDirectory('sso_required', 'The account takes no passwords, expected a sign-in through its identity provider');
  }
}
