import { Global, Module } from '@nestjs/common';
import { Cursors, SessionCookie } from '@app/http';
import { SecretSealer } from '@app/kernel';
import { Settings } from '@app/settings';
import { ChangeAccount } from './accounts/change-account.js';
import { CreateAccount } from './accounts/create-account.js';
import { FirstAccount } from './accounts/first-account.js';
import { CreateApiKey } from './api-keys/create-api-key.js';
import { DeleteApiKey } from './api-keys/delete-api-key.js';
import { AccountAccess } from './callers/account-access.js';
import { Callers } from './callers/callers.js';
import { LastUse } from './callers/last-use.js';
import { GroupAudit } from './groups/group-audit.js';
import { GroupMembers } from './groups/group-members.js';
import { Groups } from './groups/groups.js';
import { AttemptLimits } from './passwords/attempt-limits.js';
import { ChangePassword } from './passwords/change-password.js';
import { OpenPasswordSession } from './passwords/open-password-session.js';
import { PasswordHashing } from './passwords/password-hashing.js';
import { SignInWithPassword } from './passwords/sign-in-with-password.js';
import { StorePassword } from './passwords/store-password.js';
import { DatabaseRateLimiter } from './rate-limits/database-rate-limiter.js';
import { EndSession } from './sessions/end-session.js';
import { Sessions } from './sessions/sessions.js';
import { ChangeUser } from './users/change-user.js';
import { CreateUser } from './users/create-user.js';
import { DeactivationGate } from './users/deactivation-gate.js';
import { DeleteUser } from './users/delete-user.js';
import { EndAccess } from './users/end-access.js';
import { FindPersonForSignIn } from './users/find-person-for-sign-in.js';
import { LastOwner } from './users/last-owner.js';
import { People } from './users/people.js';
import { PersonAudit } from './users/person-audit.js';
import { PersonRows } from './users/person-rows.js';
import { RemoveRows } from './users/remove-rows.js';
import { StoreChange } from './users/store-change.js';

/** What others may use. */
const services = [AccountAccess, Callers, CreateAccount, DatabaseRateLimiter, FirstAccount, GroupMembers, Groups, PasswordHashing, People, Sessions, SignInWithPassword];

const people = [ChangeUser, CreateUser, DeactivationGate, DeleteUser, EndAccess, FindPersonForSignIn, LastOwner, PersonAudit, PersonRows, RemoveRows, StoreChange];
const passwords = [AttemptLimits, ChangePassword, OpenPasswordSession, StorePassword];
const others = [ChangeAccount, CreateApiKey, DeleteApiKey, EndSession, GroupAudit, LastUse];

const ofRequests = [
  { provide: SessionCookie, useFactory: (settings: Settings) => new SessionCookie(settings.publicUrl), inject: [Settings] },
  { provide: Cursors, useFactory: (sealer: SecretSealer) => new Cursors(sealer.derive('cursors')), inject: [SecretSealer] },
];

/** Global, because the guard of `@Authenticated()` is made in each module that has such a route. */
@Global()
@Module({ providers: [...services, ...people, ...passwords, ...others, ...ofRequests], exports: [...services, Cursors, SessionCookie] })
export class DirectoryModule {}
