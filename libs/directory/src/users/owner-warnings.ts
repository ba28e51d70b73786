import { foldCase } from '@app/kernel';
import type { UserEntity } from '@app/persistence';

/** What a provisioning client has said of an owner and what was not carried out, in sentences for the account's administrators. */
export function ownerWarnings(user: UserEntity): readonly string[] {
  if (!user.owner) return [];
  const warnings: string[] = [];
  if (user.hiddenFromScim) warnings.push('The provisioning client has deleted this owner. The password sign-in goes on; the sign-in through the identity provider does not.');
  else if (!user.active && user.suspendedAt === null) warnings.push('The provisioning client has deactivated this owner. The password sign-in goes on; the sign-in through the identity provider does not.');
  if (user.signInEmail !== null && user.signInEmail !== foldCase(user.email ?? user.userName))
    warnings.push(`The provisioned e-mail address is ${user.email ?? 'none'}; this owner goes on signing in with ${user.signInEmail} and the password.`);
  if (user.suspendedAt !== null) warnings.push('An administrator has deactivated this owner: no sign-in is possible until an owner or staff activates it again.');
  return warnings;
}
