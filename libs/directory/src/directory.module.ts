import { Global, Module } from '@nestjs/common';
import { Callers } from './callers/callers.js';
import { Groups } from './groups/groups.js';
import { Sessions } from './sessions/sessions.js';
import { ChangeUser } from './users/change-user.js';
import { CreateUser } from './users/create-user.js';
import { DeactivationGate } from './users/deactivation-gate.js';
import { DeleteUser } from './users/delete-user.js';
import { FindPersonForSignIn } from './users/find-person-for-sign-in.js';
import { People } from './users/people.js';

const services = [Callers, Groups, People, Sessions];

/** Global, because the guard of `@Authenticated()` is made in each module that has such a route. */
@Global()
@Module({
  providers: [...services, ChangeUser, CreateUser, DeactivationGate, DeleteUser, FindPersonForSignIn],
  exports: services,
})
export class DirectoryModule {}
