import { Module } from '@nestjs/common';
import { CallerGuard } from '@app/directory';
import { BulkController } from './bulk/bulk.controller.js';
import { CarryOut } from './bulk/carry-out.js';
import { RunBulk } from './bulk/run-bulk.js';
import { DiscoveryController } from './discovery/discovery.controller.js';
import { MeController } from './discovery/me.controller.js';
import { ChangeGroup } from './groups/change-group.js';
import { CreateGroup } from './groups/create-group.js';
import { DeleteGroup } from './groups/delete-group.js';
import { GetGroup } from './groups/get-group.js';
import { GroupListing } from './groups/group-listing.js';
import { GroupWrites } from './groups/group-writes.js';
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
import { RootController } from './lists/root.controller.js';
import { SearchEverything } from './lists/search-everything.js';
import { RequestLog } from './log/request-log.js';
import { RehearsalController } from './rehearsal/rehearsal.controller.js';
import { RehearsalDoor } from './rehearsal/rehearsal-door.js';
import { RehearseList } from './rehearsal/rehearse-list.js';
import { RehearsePerson } from './rehearsal/rehearse-person.js';
import { ChangeUser } from './users/change-user.js';
import { CreateUser } from './users/create-user.js';
import { DeleteUser } from './users/delete-user.js';
import { GetUser } from './users/get-user.js';
import { ListUsers } from './users/list-users.js';
import { ReadUsers } from './users/read-users.js';
import { UserListing } from './users/user-listing.js';
import { UserWrites } from './users/user-writes.js';
import { UsersController } from './users/users.controller.js';

const users = [ChangeUser, CreateUser, DeleteUser, GetUser, ListUsers, ReadUsers, UserListing, UserWrites];
const groups = [ChangeGroup, CreateGroup, DeleteGroup, GetGroup, GroupListing, GroupWrites, ListGroups, PatchGroup, ReadGroups, ReplaceGroup];
const bulk = [CarryOut, RunBulk];
const rehearsal = [CallerGuard, RehearsalDoor, RehearseList, RehearsePerson];
const requests = [AuthenticateClient, ListCursors, ListResources, RequestLog, ScimAddresses, ScimHooks, SearchEverything];

@Module({
  controllers: [UsersController, GroupsController, BulkController, RootController, DiscoveryController, MeController, RehearsalController],
  providers: [...users, ...groups, ...bulk, ...rehearsal, ...requests],
})
export class ScimModule {}
