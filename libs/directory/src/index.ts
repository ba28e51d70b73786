/**
 * directory: all rules about people. Accounts, users, groups, roles, password sign-in with second factors, sessions, API keys, who calls.
 * Flow: whoever changes a person (SCIM, the admin API, the first start) goes through {@link People}, in a unit of work: identifiers
 * decide on conflicts, an owner is kept out of the reach of provisioning clients, sessions and API keys end with access, the
 * audit trail is written. A sign-in opens a session by {@link Sessions}; each request of the admin API comes in through
 * `@Authenticated(permission)`, and permissions.ts decides.
 * Neighbours: persistence, audit, credentials, phone, http, settings below; idp, scim, integrations above.
 */
export { DirectoryModule } from './directory.module.js';
export { refuseDirectory } from './problems.js';

export { apiKeyScopes, isPermitted, permissions, type ApiKeyScope, type Permission, type Role } from './permissions.js';
export type { Caller, CallerOrigin, RequestOrigin } from './callers/caller.js';
export { Authenticated, CurrentCaller } from './callers/authenticated.decorator.js';
export { CallerGuard } from './callers/caller.guard.js';
export { Callers } from './callers/callers.js';
export { AccountAccess } from './callers/account-access.js';
export { administrationBy } from './callers/administration-by.js';

export { People } from './users/people.js';
export type { SignInSubject } from './users/find-person-for-sign-in.js';
export { DecideOnBrake, type BrakeDecision } from './brake/decide-on-brake.js';
export { HoldDeactivation } from './brake/hold-deactivation.js';
export { ReadBrakes, type Brake } from './brake/read-brakes.js';
export { RehearseProvisioning } from './rehearsal/rehearse-provisioning.js';
export type { Rehearsal } from './rehearsal/rehearsal.js';
export { ownerWarnings } from './users/owner-warnings.js';
export {
  roleOf,
  type AdministrationContext,
  type ChangeContext,
  type ChangeOptions,
  type CurrentPerson,
  type EmailAddress,
  type KeptAttribute,
  type LocalAttributes,
  type NewPerson,
  type PersonAttributes,
  type PersonChanges,
  type PersonChangesOf,
  type PersonOutcome,
  type ProvisioningContext,
} from './users/person.js';

export { Groups, type GroupOutcome, type NewGroup } from './groups/groups.js';
export { GroupMembers, type MembersOutcome } from './groups/group-members.js';
export { Sessions, type LogoutSubject, type NewSession, type OpenedSession } from './sessions/sessions.js';
export { RevokeAccess, type RevokedAccess } from './sessions/revoke-access.js';
export { SignInWithPassword, type PasswordCredentials, type PasswordSignIn, type SigningInFrom } from './passwords/sign-in-with-password.js';
export { RemoveSecondFactors } from './second-factors/remove-second-factors.js';
export { PasswordHashing } from './passwords/password-hashing.js';
export { AccountRequestRate } from './rate-limits/account-request-rate.js';
export { DatabaseRateLimiter } from './rate-limits/database-rate-limiter.js';
export { CreateAccount, type CreatedAccount, type NewAccount, type NewOwner } from './accounts/create-account.js';
export { FirstAccount, type FirstOwner } from './accounts/first-account.js';
export { API_KEY_PREFIX } from './api-keys/create-api-key.js';
export { IssuePasswordReset, type PasswordResetLink } from './password-resets/issue-password-reset.js';
export { IssueOwnerRecovery, type OwnerRecoveryLink, type OwnerRecoveryOptions } from './owner-recoveries/issue-owner-recovery.js';
export { PageOf } from './http/page-of.js';
export { ApiGuarded } from './http/api-guarded.decorator.js';
