import type { SessionWithUser } from '@app/persistence';
import { accessOf, allows } from '../users/user-access.js';

export interface SessionLife {
  readonly now: number;
  /** How long a session lives without being used, in milliseconds. */
  readonly idle: number;
}

/** Whether a session is one still: within its times, and its person may be signed in that way. */
export function isLiving(session: SessionWithUser, { now, idle }: SessionLife): boolean {
  if (now >= session.expiresAt || now >= session.lastSeenAt + idle) return false;
  if (session.origin === 'password' && session.ssoRequired && !session.owner && !session.staff) return false;
  return allows(accessOf(session), session.origin);
}
