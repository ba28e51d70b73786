import type { Problem } from '@app/kernel';
import type { UserEntity } from '@app/persistence';
import { isPermitted } from '../permissions.js';
import { refuseDirectory } from '../problems.js';
import type { AdministrationContext, ChangeContext, PersonChanges } from './person.js';

/** What of an owner and of staff only their like may change: everything that decides who gets in as them, and with what. */
const PROTECTED = ['userName', 'email', 'active', 'admin', 'owner', 'staff', 'signInEmail', 'suspendedAt'] as const;

/**
 * Who may change what: owner and staff rights, and what protects them, are out of reach of provisioning clients and of administrators
 * who signed in through an identity provider.
 * @param changed the columns that would change
 * @throws Problem `owner_protected`, `staff_protected`, `forbidden` (403)
 */
export function assertMayChange(context: ChangeContext, before: UserEntity, changed: Partial<UserEntity>, changes: PersonChanges): void {
  if (context.integrationId !== null) return assertProvisionable(changes);
  const may = rightsOf(context);
  const touchesPassword = changes.passwordHash !== undefined;
  const touchesProtected = touchesPassword || PROTECTED.some((name) => name in changed);
  if (changed.staff !== undefined && !may.manageStaff) throw staffProtected();
  if (changed.owner !== undefined && !may.manageOwners) throw ownerProtected();
  if (before.staff && touchesProtected && !may.manageStaff) throw staffProtected();
  if (before.owner && touchesProtected && !may.manageOwners) throw ownerProtected();
  if (touchesPassword && !may.manageOwners)
    throw refuseDirectory('forbidden', "Another user's password was to be set, expected an owner or staff signed in by password");
}

/** @throws Problem `owner_protected`, `staff_protected` (403) */
export function assertMayCreate(context: ChangeContext, person: PersonChanges): void {
  if (context.integrationId !== null) return assertProvisionable(person);
  const may = rightsOf(context);
  if (person.staff && !may.manageStaff) throw staffProtected();
  if (person.owner && !may.manageOwners) throw ownerProtected();
}

/** @throws Problem `owner_protected`, `staff_protected` (403) */
export function assertMayRemove(context: AdministrationContext, user: UserEntity): void {
  const refusal = refusalOfEnding(context, user);
  if (refusal) throw refusal;
}

/**
 * What a password has opened for an owner or staff, only their like may end. Being the same person is no right: whoever controls the
 * identity provider can sign in as that person.
 * @returns the refusal to throw; undefined where it may be
 */
export function refusalOfEnding(by: Pick<AdministrationContext, 'rights'>, user: UserEntity): Problem | undefined {
  const may = rightsOf(by);
  if (user.staff && !may.manageStaff) return staffProtected();
  if (user.owner && !may.manageOwners) return ownerProtected();
  return undefined;
}

function rightsOf({ rights }: Pick<AdministrationContext, 'rights'>) {
  const all = { ...rights, scopes: rights.scopes ?? (['all'] as const) };
  return { manageOwners: isPermitted(all, 'owners.manage'), manageStaff: isPermitted(all, 'staff.manage') };
}

function assertProvisionable({ owner, staff, passwordHash, signInEmail }: PersonChanges): void {
  // No answer to a client: only a defect of ours can bring these here.
  if ([owner, staff, passwordHash, signInEmail].some((value) => value !== undefined))
    throw new Error('A provisioning client has reached what the admin API alone may change');
}

const ownerProtected = () =>
  refuseDirectory('owner_protected', 'An owner was to be changed (or made), expected an owner or staff signed in by password, or an API key with the scope all made there');
const staffProtected = () =>
  refuseDirectory('staff_protected', 'A member of staff was to be changed (or made), expected staff signed in by password, or an API key with the scope all made there');
