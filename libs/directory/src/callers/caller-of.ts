import type { ApiKeyWithUser, CallerRow, SessionWithUser } from '@app/persistence';
import { apiKeyScopes, type Role } from '../permissions.js';
import { roleOf } from '../users/person.js';
import { accessOf } from '../users/user-access.js';
import type { Caller, RequestOrigin } from './caller.js';

export function callerOfSession(session: SessionWithUser, origin: RequestOrigin): Caller {
  const byPassword = session.origin === 'password';
  return {
    ...personOf(session),
    ...effectiveRights(session, byPassword),
    origin: session.origin,
    byPassword,
    sessionId: session.id,
    scopes: ['all'],
    expiresAt: session.expiresAt,
    actor: { kind: 'user', id: session.userId, name: session.userName, ...origin },
  };
}

export function callerOfKey(key: ApiKeyWithUser, origin: RequestOrigin): Caller {
  return {
    ...personOf(key),
    ...effectiveRights(key, key.madeByPassword),
    origin: 'api-key',
    byPassword: key.madeByPassword,
    apiKeyId: key.id,
    scopes: apiKeyScopes.filter((scope) => key.scopes.includes(scope)),
    expiresAt: key.expiresAt,
    actor: { kind: 'api-key', id: key.id, name: key.name, ...origin },
  };
}

/** Whether an API key is one still: before its end, and its user may be signed in the way in which he made it. */
export function isLivingKey(key: ApiKeyWithUser, now: number): boolean {
  if (key.expiresAt !== null && now >= key.expiresAt) return false;
  const access = accessOf(key);
  return key.madeByPassword ? access.password : access.identityProvider;
}

function personOf({ userId, accountId, userName }: CallerRow) {
  return { userId, accountId, userName };
}

/** Whoever controls an integration decides who signs in through it: such a sign-in carries `admin` at most, and no staff rights. */
function effectiveRights(person: CallerRow, byPassword: boolean): { role: Role; staff: boolean } {
  const role = roleOf(person);
  if (byPassword) return { role, staff: person.staff };
  return { role: role === 'owner' ? 'admin' : role, staff: false };
}
