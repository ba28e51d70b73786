import type { UserEntity } from '@app/persistence';
import type { EventUser } from './event.js';

/** A person as events show him: never a hash, nothing of how he signs in. */
export function describeUser(user: UserEntity): EventUser {
  const { id, userName, email, givenName, familyName, displayName, active, firstPhone, secondPhone, managedBy } = user;
  const role = user.owner ? 'owner' : user.admin ? 'admin' : 'member';
  return { id, userName, email, givenName, familyName, displayName, active, role, firstPhone, secondPhone, managedBy };
}
