import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, PageQuery, refuseHttp } from '@app/http';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { EndSession } from '../sessions/end-session.js';
import { ListSessions } from '../sessions/list-sessions.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { PageOf } from './page-of.js';
import { SessionResource, sessionResource } from './session.resource.js';

@ApiTags('Users')
@Controller('api/v1/accounts/:accountId/users/:userId/sessions')
@ApiGuarded()
export class UserSessionsController {
  constructor(
    private readonly listing: ListSessions,
    private readonly ending: EndSession,
  ) {}

  @Get()
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'listUserSessions', summary: "List a user's sessions", description: 'Those that live, in the order in which they were opened.' })
  @ApiOkResponse({ type: PageOf(SessionResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'], [refuseDirectory, 'user_unknown'])
  async list(@Param('accountId') accountId: string, @Param('userId') userId: string, @Query() query: PageQuery): Promise<Page<SessionResource>> {
    const { items, nextCursor } = await this.listing.list(accountId, userId, query);
    return { items: items.map(sessionResource), nextCursor };
  }

  @Delete()
  @HttpCode(204)
  @Authenticated('users.write')
  @ApiOperation({ operationId: 'endUserSessions', summary: "End all of a user's sessions", description: "An owner's and staff's sessions that were opened by password are for owners and staff to end." })
  @ApiNoContentResponse()
  @ApiProblems([refuseDirectory, 'user_unknown'])
  async endAll(@Param('accountId') accountId: string, @Param('userId') userId: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.ending.endAll(caller, accountId, userId);
  }

  @Delete(':sessionId')
  @HttpCode(204)
  @Authenticated('users.write')
  @ApiOperation({ operationId: 'endUserSession', summary: "End one of a user's sessions", description: 'The browser that has it is signed out with its next request.' })
  @ApiNoContentResponse()
  @ApiProblems([refuseDirectory, 'owner_protected', 'staff_protected', 'session_unknown'])
  async end(@Param('accountId') accountId: string, @Param('userId') userId: string, @Param('sessionId') sessionId: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.ending.end(caller, accountId, userId, sessionId);
  }
}
