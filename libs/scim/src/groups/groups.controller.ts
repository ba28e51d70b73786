import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { BodyLimit } from '@app/http';
import type { FastifyReply } from 'fastify';
import { answerList, answerNothing, answerRead, answerResource } from '../http/answer.js';
import { projectionOfQuery } from '../http/projection-of-query.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { GROUP, LIMITS, readListQuery, readSearchRequest } from '../protocol/index.js';
import { GetGroup } from './get-group.js';
import { GroupWrites } from './group-writes.js';
import { ListGroups } from './list-groups.js';

type Parameters = Record<string, unknown>;

@Controller('api/scim/v2/Groups')
export class GroupsController {
  constructor(
    private readonly reading: GetGroup,
    private readonly listing: ListGroups,
    private readonly writes: GroupWrites,
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
    answerResource(reply, 201, await this.writes.create(call, body, projection.shows('members')), projection);
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
    answerResource(reply, 200, await this.writes.replace(call, id, body, projection.shows('members')), projection);
  }

  @Patch(':id')
  @BodyLimit(LIMITS.bulk.payloadBytes)
  async patch(@Call() call: ScimCall, @Param('id') id: string, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerNothing(reply, await this.writes.patch(call, id, body));
  }

  @Delete(':id')
  async remove(@Call() call: ScimCall, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.writes.remove(call, id);
    answerNothing(reply);
  }
}
