import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, refuseHttp } from '@app/http';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { ListUsers } from '../users/list-users.js';
import { ManageUsers } from '../users/manage-users.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { PageOf } from './page-of.js';
import { UserQuery } from './user.query.js';
import { UserChangesRequest, UserRequest } from './user.request.js';
import { UserResource, userResource } from './user.resource.js';

@ApiTags('Users')
@Controller('api/v1/accounts/:accountId/users')
@ApiGuarded()
export class UsersController {
  constructor(
    private readonly users: ManageUsers,
    private readonly listing: ListUsers,
  ) {}

  @Get()
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'listUsers', summary: 'List the users of an account', description: 'In the order in which they were created; `identifier` looks one up by userName or e-mail address.' })
  @ApiOkResponse({ type: PageOf(UserResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'])
  async list(@Param('accountId') accountId: string, @Query() query: UserQuery): Promise<Page<UserResource>> {
    const { items, nextCursor } = await this.listing.list(accountId, query);
    return { items: items.map(userResource), nextCursor };
  }

  @Post()
  @Authenticated('users.write')
  @ApiOperation({ operationId: 'createUser', summary: 'Create a user', description: 'For IdP-initiated sign-in the user here and the person in Okta share the same e-mail address. With SCIM switched on, Okta creates the users.' })
  @ApiCreatedResponse({ type: UserResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'text_invalid'], [refuseDirectory, 'user_invalid', 'password_invalid', 'owner_protected', 'staff_protected', 'user_conflict'])
  async create(@Param('accountId') accountId: string, @Body() body: UserRequest, @CurrentCaller() caller: Caller): Promise<UserResource> {
    return userResource(await this.users.create(caller, accountId, body));
  }

  @Get(':id')
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'readUser', summary: 'Read a user', description: 'With his role, and the integration that provisions him.' })
  @ApiOkResponse({ type: UserResource })
  @ApiProblems([refuseDirectory, 'user_unknown'])
  async read(@Param('accountId') accountId: string, @Param('id') id: string): Promise<UserResource> {
    return userResource(await this.users.read(accountId, id));
  }

  @Patch(':id')
  @Authenticated('users.write')
  @ApiOperation({ operationId: 'changeUser', summary: 'Change a user', description: 'What is absent stays as it is, null unsets. `active: false` ends every session and API key of the user before this is answered.' })
  @ApiOkResponse({ type: UserResource })
  @ApiProblems(
    [refuseHttp, 'request_invalid', 'text_invalid'],
    [refuseDirectory, 'user_invalid', 'password_invalid', 'owner_protected', 'staff_protected', 'user_unknown', 'user_conflict', 'last_owner'],
  )
  async change(@Param('accountId') accountId: string, @Param('id') id: string, @Body() body: UserChangesRequest, @CurrentCaller() caller: Caller): Promise<UserResource> {
    return userResource(await this.users.change(caller, accountId, id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Authenticated('users.write')
  @ApiOperation({ operationId: 'deleteUser', summary: 'Delete a user', description: 'With every session, API key and membership. The last owner of an account cannot be deleted.' })
  @ApiNoContentResponse()
  @ApiProblems([refuseDirectory, 'owner_protected', 'staff_protected', 'user_unknown', 'last_owner'])
  async remove(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.users.remove(caller, accountId, id);
  }
}
