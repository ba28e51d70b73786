import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerList, answerNothing, answerRead, answerResource } from '../http/answer.js';
import { projectionOfQuery } from '../http/projection-of-query.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { USER, readListQuery, readSearchRequest } from '../protocol/index.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import { DeleteUser } from './delete-user.js';
import { GetUser } from './get-user.js';
import { ListUsers } from './list-users.js';

type Parameters = Record<string, unknown>;

@Controller('api/scim/v2/Users')
export class UsersController {
  constructor(
    private readonly creation: CreateUser,
    private readonly reading: GetUser,
    private readonly listing: ListUsers,
    private readonly changing: ChangeUser,
    private readonly deletion: DeleteUser,
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
    answerResource(reply, 201, await this.creation.run(call, body), projection);
  }

  @Get(':id')
  async read(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerRead(reply, call, await this.reading.run(call, id), projection);
  }

  @Put(':id')
  async replace(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 200, await this.changing.replace(call, id, body), projection);
  }

  @Patch(':id')
  async patch(@Call() call: ScimCall, @Param('id') id: string, @Query() query: Parameters, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const projection = projectionOfQuery(USER, query);
    answerResource(reply, 200, await this.changing.patch(call, id, body), projection);
  }

  @Delete(':id')
  async remove(@Call() call: ScimCall, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.deletion.run(call, id);
    answerNothing(reply);
  }
}
