import { Injectable } from '@nestjs/common';
import type { SessionEntity, SessionOrigin, Tx } from '@app/persistence';

export interface NewSession {
  readonly userId: string;
  readonly accountId: string;
  readonly origin: SessionOrigin;
  readonly integrationId?: string | null;
  readonly nameId?: string | null;
  readonly sessionIndex?: string | null;
  readonly address?: string | null;
  readonly userAgent?: string | null;
  /** An end before the usual one, in milliseconds since the epoch (SAML `SessionNotOnOrAfter`). */
  readonly notAfter?: number | null;
}

export interface OpenedSession {
  /** The cookie's value; it is nowhere else. */
  readonly token: string;
  readonly session: SessionEntity;
}

/** What single logout names. */
export interface LogoutSubject {
  readonly integrationId: string;
  readonly nameId: string;
  /** Absent: all sessions of the NameID. */
  readonly sessionIndex?: string | null;
}

@Injectable()
export class Sessions {
  /**
   * Opens a session, if the user may sign in that way now: the row is locked, so that a deactivation that is under way is waited for.
   * @throws Problem `user_unknown` (404), `user_inactive` (403), `sso_required` (403, origin `password`)
   */
  open(_tx: Tx, _session: NewSession): Promise<OpenedSession> {
    throw new Error('under construction');
  }

  /** @returns how many ended */
  endAllOfUser(_tx: Tx, _userId: string, _which?: { origin?: SessionOrigin; exceptSessionId?: string }): Promise<number> {
    throw new Error('under construction');
  }

  endByIntegration(_tx: Tx, _subject: LogoutSubject): Promise<number> {
    throw new Error('under construction');
  }

  /** All sessions that were opened through an integration, as when it is deleted. */
  endAllOfIntegration(_tx: Tx, _integrationId: string): Promise<number> {
    throw new Error('under construction');
  }

  end(_tx: Tx, _sessionId: string): Promise<boolean> {
    throw new Error('under construction');
  }
}
