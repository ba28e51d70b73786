import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BodyLimit } from '@app/http';
import type { FastifyReply } from 'fastify';
import { answeredGroup, groupExample, groupPatchExamples } from '../documentation/examples.js';
import { ScimOperation } from '../documentation/scim-operation.decorator.js';
import { answerList, answerNothing, answerRead, answerResource } from '../http/answer.js';
import { projectionOfQuery } from '../http/projection-of-query.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { GROUP, LIMITS, readListQuery, readSearchRequest } from '../protocol/index.js';
import { GetGroup } from './get-group.js';
import { GroupWrites } from './group-writes.js';
import { ListGroups } from './list-groups.js';

type Parameters = Record<string, unknown>;

@ApiTags('SCIM groups')
@Controller('api/scim/v2/Groups')
export class GroupsController {
  constructor(
    private readonly reading: GetGroup,
    private readonly listing: ListGroups,
    private readonly writes: GroupWrites,
  ) {}

  @Get()
  @ScimOperation({
    operationId: 'listScimGroups',
    summary: 'Look groups up, or list them',
    description: 'With `excludedAttributes=members` the members are not even read.',
    parameters: 'list',
    answer: { status: 200, description: 'A page of groups.', schema: 'ScimList' },
    refusals: ['list'],
  })
  async list(@Call() call: ScimCall, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.listing.run(call, readListQuery(query)));
  }

  @Post('.search')
  @ScimOperation({
    operationId: 'searchScimGroups',
    summary: 'List groups, the query in the body',
    description: 'The same as `GET /Groups`.',
    body: 'ScimSearch',
    examples: { search: { summary: 'By name', value: { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: 'displayName eq "NOC"' } } },
    answer: { status: 200, description: 'A page of groups.', schema: 'ScimList' },
    refusals: ['body', 'list'],
  })
  async search(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.listing.run(call, readSearchRequest(body)));
  }

  @Post()
  @BodyLimit(LIMITS.bulk.payloadBytes)
  @ScimOperation({
    operationId: 'createScimGroup',
    summary: 'Create a group',
    description: 'A member that does not exist is left out, and the provisioning log names it.',
    body: 'NewScimGroup',
    examples: { create: { summary: 'An empty group', value: groupExample } },
    parameters: 'attributes',
    answer: { status: 201, description: 'The group, with `Location` and `ETag`.', schema: 'ScimGroup', example: answeredGroup },
    refusals: ['body', 'conflict'],
  })
  async create(@Call() call: ScimCall, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(GROUP, query);
    answerResource(reply, 201, await this.writes.create(call, body, projection.shows('members')), projection);
  }

  @Get(':id')
  @ScimOperation({
    operationId: 'getScimGroup',
    summary: 'Read a group',
    description: 'With its members, unless they are excluded.',
    id: 'Id of the group, as it was handed out.',
    parameters: 'attributes',
    conditional: 'read',
    answer: { status: 200, description: 'The group.', schema: 'ScimGroup', example: answeredGroup },
    refusals: ['parameters', 'unknown', 'stale'],
  })
  async read(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(GROUP, query);
    answerRead(reply, call, await this.reading.run(call, id, projection.shows('members')), projection);
  }

  @Put(':id')
  @BodyLimit(LIMITS.bulk.payloadBytes)
  @ScimOperation({
    operationId: 'replaceScimGroup',
    summary: 'Replace a group',
    description: 'Name and members; without `members` those that are stay. A group that keeps its own name is in no conflict with itself.',
    id: 'Id of the group, as it was handed out.',
    body: 'NewScimGroup',
    examples: { replace: { summary: 'Rename, and empty', value: { ...groupExample, displayName: 'NOC, night shift' } } },
    parameters: 'attributes',
    conditional: 'write',
    answer: { status: 200, description: 'The group as it is now.', schema: 'ScimGroup', example: answeredGroup },
    refusals: ['body', 'unknown', 'conflict', 'stale'],
  })
  async replace(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(GROUP, query);
    answerResource(reply, 200, await this.writes.replace(call, id, body, projection.shows('members')), projection);
  }

  @Patch(':id')
  @BodyLimit(LIMITS.bulk.payloadBytes)
  @ScimOperation({
    operationId: 'patchScimGroup',
    summary: 'Change a group',
    description: 'Add, remove or replace members, in all forms of Okta and Entra; costs what it changes, not what the group has. All operations or none.',
    id: 'Id of the group, as it was handed out.',
    body: 'ScimPatch',
    examples: groupPatchExamples,
    conditional: 'write',
    answer: { status: 204, description: 'It is done; `ETag` is the new version.' },
    refusals: ['patch', 'unknown', 'conflict', 'stale'],
  })
  async patch(@Call() call: ScimCall, @Param('id') id: string, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerNothing(reply, await this.writes.patch(call, id, body));
  }

  @Delete(':id')
  @ScimOperation({
    operationId: 'deleteScimGroup',
    summary: 'Delete a group',
    description: 'Its members stay.',
    id: 'Id of the group, as it was handed out.',
    conditional: 'write',
    answer: { status: 204, description: 'The group is gone.' },
    refusals: ['unknown', 'stale'],
  })
  async remove(@Call() call: ScimCall, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.writes.remove(call, id);
    answerNothing(reply);
  }
}
