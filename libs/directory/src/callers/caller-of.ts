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
    accountId: key.keyAccountId,
    ...rightsOfKey(key),
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
  if (isForeign(key) && !(key.staff && key.madeByPassword)) return false;
  const access = accessOf(key);
  return key.madeByPassword ? access.password : access.identityProvider;
}

/** A key that staff has made in an account of others: it is good for that account alone, and carries an owner's rights there. */
function rightsOfKey(key: ApiKeyWithUser): { role: Role; staff: boolean } {
  return isForeign(key) ? { role: 'owner', staff: false } : effectiveRights(key, key.madeByPassword);
}

function isForeign({ accountId, keyAccountId }: ApiKeyWithUser): boolean {
  return accountId !== keyAccountId;
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
