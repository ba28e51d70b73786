import type { SessionOrigin, UserEntity } from '@app/persistence';

/** In which ways a person may be signed in: what decides on opening a session, on each request, and on what ends with a change. */
export interface UserAccess {
  /** Sessions opened by password, and API keys made in them. */
  readonly password: boolean;
  /** Sessions opened through an identity provider, and API keys made in them. */
  readonly identityProvider: boolean;
}

type AccessColumns = Pick<UserEntity, 'active' | 'owner'> & { readonly suspended: boolean; readonly hidden?: boolean };

/** An owner's `active` is what was provisioned, so it shuts the identity provider's door alone. */
export function accessOf({ active, owner, suspended, hidden = false }: AccessColumns): UserAccess {
  return { password: owner ? !suspended : active, identityProvider: active && !suspended && !hidden };
}

export function accessOfUser(user: Pick<UserEntity, 'active' | 'owner' | 'suspendedAt' | 'hiddenFromScim'>): UserAccess {
  return accessOf({ ...user, suspended: user.suspendedAt !== null, hidden: user.hiddenFromScim });
}

export function allows(access: UserAccess, origin: SessionOrigin): boolean {
  return origin === 'password' ? access.password : access.identityProvider;
}
