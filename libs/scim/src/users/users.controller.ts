import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerList, answerNothing, answerRead, answerResource } from '../http/answer.js';
import { projectionOfQuery } from '../http/projection-of-query.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { USER, readListQuery, readSearchRequest } from '../protocol/index.js';
import { GetUser } from './get-user.js';
import { ListUsers } from './list-users.js';
import { UserWrites } from './user-writes.js';

type Parameters = Record<string, unknown>;

@Controller('api/scim/v2/Users')
export class UsersController {
  constructor(
    private readonly reading: GetUser,
    private readonly listing: ListUsers,
    private readonly writes: UserWrites,
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
  async create(@Call() call: ScimCall, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 201, await this.writes.create(call, body), projection);
  }

  @Get(':id')
  async read(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerRead(reply, call, await this.reading.run(call, id), projection);
  }

  @Put(':id')
  async replace(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 200, await this.writes.replace(call, id, body), projection);
  }

  @Patch(':id')
  async patch(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 200, await this.writes.patch(call, id, body), projection);
  }

  @Delete(':id')
  async remove(@Call() call: ScimCall, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.writes.remove(call, id);
    answerNothing(reply);
  }
}
