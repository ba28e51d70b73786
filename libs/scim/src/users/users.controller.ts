import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { answeredUser, searchExamples, userExamples, userPatchExamples } from '../documentation/examples.js';
import { ScimOperation } from '../documentation/scim-operation.decorator.js';
import { answerList, answerNothing, answerRead, answerResource } from '../http/answer.js';
import { projectionOfQuery } from '../http/projection-of-query.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { USER, readListQuery, readSearchRequest } from '../protocol/index.js';
import { GetUser } from './get-user.js';
import { ListUsers } from './list-users.js';
import { UserWrites } from './user-writes.js';

type Parameters = Record<string, unknown>;

@ApiTags('SCIM users')
@Controller('api/scim/v2/Users')
export class UsersController {
  constructor(
    private readonly reading: GetUser,
    private readonly listing: ListUsers,
    private readonly writes: UserWrites,
  ) {}

  @Get()
  @ScimOperation({
    operationId: 'listScimUsers',
    summary: 'Look users up, or list them',
    description: 'What Okta calls to test the connection (`startIndex=1&count=2`), to look a person up (`userName eq`, `email eq`), and to import. Nobody found is 200 and an empty list.',
    parameters: 'list',
    answer: { status: 200, description: 'A page of users.', schema: 'ScimList' },
    refusals: ['list'],
  })
  async list(@Call() call: ScimCall, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.listing.run(call, readListQuery(query)));
  }

  @Post('.search')
  @ScimOperation({
    operationId: 'searchScimUsers',
    summary: 'List users, the query in the body',
    description: 'The same as `GET /Users` for filters that are too long, or too private, for an address.',
    body: 'ScimSearch',
    examples: searchExamples,
    answer: { status: 200, description: 'A page of users.', schema: 'ScimList' },
    refusals: ['body', 'list'],
  })
  async search(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.listing.run(call, readSearchRequest(body)));
  }

  @Post()
  @ScimOperation({
    operationId: 'createScimUser',
    summary: 'Create a user',
    description: 'A person whose userName or primary e-mail address is there already is a 409, never taken over: look the person up and `PUT` instead. Passwords are accepted and forgotten. firstPhone and secondPhone are E.164: "+", country code, number, without blanks, dashes or brackets.',
    body: 'NewScimUser',
    examples: userExamples,
    parameters: 'attributes',
    answer: { status: 201, description: 'The user, with `Location` and `ETag`.', schema: 'ScimUser', example: answeredUser },
    refusals: ['body', 'conflict'],
  })
  async create(@Call() call: ScimCall, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 201, await this.writes.create(call, body), projection);
  }

  @Get(':id')
  @ScimOperation({
    operationId: 'getScimUser',
    summary: 'Read a user',
    description: 'With its groups (direct, and indirect through nested groups). Deactivated users stay readable.',
    id: 'Id of the user, as it was handed out.',
    parameters: 'attributes',
    conditional: 'read',
    answer: { status: 200, description: 'The user.', schema: 'ScimUser', example: answeredUser },
    refusals: ['parameters', 'unknown', 'stale'],
  })
  async read(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerRead(reply, call, await this.reading.run(call, id), projection);
  }

  @Put(':id')
  @ScimOperation({
    operationId: 'replaceScimUser',
    summary: 'Replace a user',
    description: 'Absent is unassigned, except that `active`, `moovingon_ai_admin` and the phones stay as they are. What is read-only or unknown is passed over, an echo of what was read is never refused, and `active: false` goes through whatever else is wrong: the provisioning log says what stayed as it was.',
    id: 'Id of the user, as it was handed out.',
    body: 'NewScimUser',
    examples: userExamples,
    parameters: 'attributes',
    conditional: 'write',
    answer: { status: 200, description: 'The user as it is now.', schema: 'ScimUser', example: answeredUser },
    refusals: ['body', 'unknown', 'conflict', 'stale'],
  })
  async replace(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 200, await this.writes.replace(call, id, body), projection);
  }

  @Patch(':id')
  @ScimOperation({
    operationId: 'patchScimUser',
    summary: 'Change a user',
    description: 'All operations or none. The forms of Okta (without a path) and Entra (`Replace`, booleans as text, dotted keys, value paths that create what they name) are understood.',
    id: 'Id of the user, as it was handed out.',
    body: 'ScimPatch',
    examples: userPatchExamples,
    parameters: 'attributes',
    conditional: 'write',
    answer: { status: 200, description: 'The user as it is now.', schema: 'ScimUser', example: answeredUser },
    refusals: ['patch', 'unknown', 'conflict', 'stale'],
  })
  async patch(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 200, await this.writes.patch(call, id, body), projection);
  }

  @Delete(':id')
  @ScimOperation({
    operationId: 'deleteScimUser',
    summary: 'Delete a user',
    description: 'Ends every session and API key of the user. An owner is hidden from SCIM and goes on signing in with the password.',
    id: 'Id of the user, as it was handed out.',
    conditional: 'write',
    answer: { status: 204, description: 'The user is gone.' },
    refusals: ['unknown', 'stale'],
  })
  async remove(@Call() call: ScimCall, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.writes.remove(call, id);
    answerNothing(reply);
  }
}
