import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerList } from '../http/answer.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { readListQuery, readSearchRequest } from '../protocol/index.js';
import { SearchEverything } from './search-everything.js';

@Controller('api/scim/v2')
export class RootController {
  constructor(private readonly everything: SearchEverything) {}

  @Get()
  async list(@Call() call: ScimCall, @Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.everything.run(call, readListQuery(query)));
  }

  @Post('.search')
  async search(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.everything.run(call, readSearchRequest(body)));
  }
}
