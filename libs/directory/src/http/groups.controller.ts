import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, PageQuery, refuseHttp } from '@app/http';
import { Authenticated } from '../callers/authenticated.decorator.js';
import { ReadGroups } from '../groups/read-groups.js';
import { refuseDirectory } from '../problems.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { GroupMemberResource, groupMemberResource, GroupQuery, GroupResource, groupResource } from './group.resource.js';
import { PageOf } from './page-of.js';

@ApiTags('Groups')
@Controller('api/v1/accounts/:accountId')
@ApiGuarded()
export class GroupsController {
  constructor(private readonly reading: ReadGroups) {}

  @Get('groups')
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'listGroups', summary: 'List the groups of an account', description: 'By name. Provisioning clients make and fill them (SCIM); `managedBy` says which.' })
  @ApiOkResponse({ type: PageOf(GroupResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'])
  async list(@Param('accountId') accountId: string, @Query() query: GroupQuery): Promise<Page<GroupResource>> {
    const { items, nextCursor } = await this.reading.page(accountId, query);
    return { items: items.map(groupResource), nextCursor };
  }

  @Get('groups/:id')
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'readGroup', summary: 'Read a group', description: 'Without its members, which are a list of their own.' })
  @ApiOkResponse({ type: GroupResource })
  @ApiProblems([refuseDirectory, 'group_unknown'])
  async read(@Param('accountId') accountId: string, @Param('id') id: string): Promise<GroupResource> {
    return groupResource(await this.reading.one(accountId, id));
  }

  @Get('groups/:id/members')
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'listGroupMembers', summary: 'List the members of a group', description: 'Users and groups that are in it themselves, not by way of another group.' })
  @ApiOkResponse({ type: PageOf(GroupMemberResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'], [refuseDirectory, 'group_unknown'])
  async members(@Param('accountId') accountId: string, @Param('id') id: string, @Query() query: PageQuery): Promise<Page<GroupMemberResource>> {
    const { items, nextCursor } = await this.reading.membersOf(accountId, id, query);
    return { items: items.map(groupMemberResource), nextCursor };
  }

  @Get('users/:userId/groups')
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'listUserGroups', summary: 'List the groups of a user', description: 'Those that he is in himself, by name.' })
  @ApiOkResponse({ type: PageOf(GroupResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'], [refuseDirectory, 'user_unknown'])
  async ofUser(@Param('accountId') accountId: string, @Param('userId') userId: string, @Query() query: PageQuery): Promise<Page<GroupResource>> {
    const { items, nextCursor } = await this.reading.ofUser(accountId, userId, query);
    return { items: items.map(groupResource), nextCursor };
  }
}
