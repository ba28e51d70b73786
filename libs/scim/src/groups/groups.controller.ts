import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { BodyLimit } from '@app/http';
import type { FastifyReply } from 'fastify';
import { answerList, answerNothing, answerRead, answerResource } from '../http/answer.js';
import { projectionOfQuery } from '../http/projection-of-query.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { GROUP, LIMITS, readListQuery, readSearchRequest } from '../protocol/index.js';
import { CreateGroup } from './create-group.js';
import { DeleteGroup } from './delete-group.js';
import { GetGroup } from './get-group.js';
import { ListGroups } from './list-groups.js';
import { PatchGroup } from './patch-group.js';
import { ReplaceGroup } from './replace-group.js';

type Parameters = Record<string, unknown>;

@Controller('api/scim/v2/Groups')
export class GroupsController {
  constructor(
    private readonly creation: CreateGroup,
    private readonly reading: GetGroup,
    private readonly listing: ListGroups,
    private readonly replacing: ReplaceGroup,
    private readonly patching: PatchGroup,
    private readonly deletion: DeleteGroup,
  ) {}

  @Get()
  async list(@Call() call: ScimCall, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.listing.run(call, readListQuery(query)));
  }

  @Post('.search')
  async search(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.listing.run(call, readSearchRequest(body)));
  }

  @Post()
  @BodyLimit(LIMITS.bulk.payloadBytes)
  async create(@Call() call: ScimCall, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(GROUP, query);
    answerResource(reply, 201, await this.creation.run(call, body, projection.shows('members')), projection);
  }

  @Get(':id')
  async read(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(GROUP, query);
    answerRead(reply, call, await this.reading.run(call, id, projection.shows('members')), projection);
  }

  @Put(':id')
  @BodyLimit(LIMITS.bulk.payloadBytes)
  async replace(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(GROUP, query);
    answerResource(reply, 200, await this.replacing.run(call, id, body, projection.shows('members')), projection);
  }

  @Patch(':id')
  @BodyLimit(LIMITS.bulk.payloadBytes)
  async patch(@Call() call: ScimCall, @Param('id') id: string, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerNothing(reply, await this.patching.run(call, id, body));
  }

  @Delete(':id')
  async remove(@Call() call: ScimCall, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.deletion.run(call, id);
    answerNothing(reply);
  }
}
