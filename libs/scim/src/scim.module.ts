import { Module } from '@nestjs/common';
import { DiscoveryController } from './discovery/discovery.controller.js';
import { MeController } from './discovery/me.controller.js';
import { CreateGroup } from './groups/create-group.js';
import { DeleteGroup } from './groups/delete-group.js';
import { GetGroup } from './groups/get-group.js';
import { GroupListing } from './groups/group-listing.js';
import { GroupsController } from './groups/groups.controller.js';
import { ListGroups } from './groups/list-groups.js';
import { PatchGroup } from './groups/patch-group.js';
import { ReadGroups } from './groups/read-groups.js';
import { ReplaceGroup } from './groups/replace-group.js';
import { AuthenticateClient } from './http/authenticate-client.js';
import { ScimAddresses } from './http/scim-addresses.js';
import { ScimHooks } from './http/scim-hooks.js';
import { ListCursors } from './lists/list-cursors.js';
import { ListResources } from './lists/list-resources.js';
import { RequestLog } from './log/request-log.js';
import { ChangeUser } from './users/change-user.js';
import { CreateUser } from './users/create-user.js';
import { DeleteUser } from './users/delete-user.js';
import { GetUser } from './users/get-user.js';
import { ListUsers } from './users/list-users.js';
import { ReadUsers } from './users/read-users.js';
import { UserListing } from './users/user-listing.js';
import { UsersController } from './users/users.controller.js';

const users = [ChangeUser, CreateUser, DeleteUser, GetUser, ListUsers, ReadUsers, UserListing];
const groups = [CreateGroup, DeleteGroup, GetGroup, GroupListing, ListGroups, PatchGroup, ReadGroups, ReplaceGroup];
const requests = [AuthenticateClient, ListCursors, ListResources, RequestLog, ScimAddresses, ScimHooks];

@Module({
  controllers: [UsersController, GroupsController, DiscoveryController, MeController],
  providers: [...users, ...groups, ...requests],
})
export class ScimModule {}
