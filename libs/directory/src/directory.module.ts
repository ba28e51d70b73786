import { Global, Module } from '@nestjs/common';
import { ListAuditEvents } from './audit-events/list-audit-events.js';
import { ChangeAccount } from './accounts/change-account.js';
import { CreateAccount } from './accounts/create-account.js';
import { FirstAccount } from './accounts/first-account.js';
import { ReadAccounts } from './accounts/read-accounts.js';
import { CreateApiKey } from './api-keys/create-api-key.js';
import { DeleteApiKey } from './api-keys/delete-api-key.js';
import { ListApiKeys } from './api-keys/list-api-keys.js';
import { AccountAccess } from './callers/account-access.js';
import { Callers } from './callers/callers.js';
import { LastUse } from './callers/last-use.js';
import { GroupAudit } from './groups/group-audit.js';
import { GroupMembers } from './groups/group-members.js';
import { Groups } from './groups/groups.js';
import { AccountsController } from './http/accounts.controller.js';
import { ApiKeysController } from './http/api-keys.controller.js';
import { AuditEventsController } from './http/audit-events.controller.js';
import { PasswordResetsController } from './http/password-resets.controller.js';
import { SessionController } from './http/session.controller.js';
import { UserSessionsController } from './http/user-sessions.controller.js';
import { UsersController } from './http/users.controller.js';
import { IssuePasswordReset } from './password-resets/issue-password-reset.js';
import { RedeemPasswordReset } from './password-resets/redeem-password-reset.js';
import { AttemptLimits } from './passwords/attempt-limits.js';
import { ChangePassword } from './passwords/change-password.js';
import { OpenPasswordSession } from './passwords/open-password-session.js';
import { PasswordHashing } from './passwords/password-hashing.js';
import { SignInWithPassword } from './passwords/sign-in-with-password.js';
import { StorePassword } from './passwords/store-password.js';
import { DatabaseRateLimiter } from './rate-limits/database-rate-limiter.js';
import { EndSession } from './sessions/end-session.js';
import { ListSessions } from './sessions/list-sessions.js';
import { ReadOwnSession } from './sessions/read-own-session.js';
import { RevokeAccess } from './sessions/revoke-access.js';
import { Sessions } from './sessions/sessions.js';
import { ChangeUser } from './users/change-user.js';
import { CreateUser } from './users/create-user.js';
import { DeactivationGate } from './users/deactivation-gate.js';
import { DeleteUser } from './users/delete-user.js';
import { EndAccess } from './users/end-access.js';
import { FindPersonForSignIn } from './users/find-person-for-sign-in.js';
import { LastOwner } from './users/last-owner.js';
import { ListUsers } from './users/list-users.js';
import { ManageUsers } from './users/manage-users.js';
import { People } from './users/people.js';
import { PersonAudit } from './users/person-audit.js';
import { PersonRows } from './users/person-rows.js';
import { RemoveRows } from './users/remove-rows.js';
import { StoreChange } from './users/store-change.js';

/** What others may use. */
const services = [AccountAccess, Callers, CreateAccount, DatabaseRateLimiter, FirstAccount, GroupMembers, Groups, IssuePasswordReset, PasswordHashing, People, RevokeAccess, Sessions, SignInWithPassword];

const people = [ChangeUser, CreateUser, DeactivationGate, DeleteUser, EndAccess, FindPersonForSignIn, LastOwner, ListUsers, ManageUsers, PersonAudit, PersonRows, RemoveRows, StoreChange];
const passwords = [AttemptLimits, ChangePassword, OpenPasswordSession, RedeemPasswordReset, StorePassword];
const others = [ChangeAccount, CreateApiKey, DeleteApiKey, EndSession, GroupAudit, LastUse, ListApiKeys, ListAuditEvents, ListSessions, ReadAccounts, ReadOwnSession];
const controllers = [AccountsController, ApiKeysController, AuditEventsController, PasswordResetsController, SessionController, UsersController, UserSessionsController];

/** Global, because the guard of `@Authenticated()` is made in each module that has such a route. */
@Global()
@Module({ controllers, providers: [...services, ...people, ...passwords, ...others], exports: services })
export class DirectoryModule {}
