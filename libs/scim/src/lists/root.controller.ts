import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { searchExamples } from '../documentation/examples.js';
import { ScimOperation } from '../documentation/scim-operation.decorator.js';
import { answerList } from '../http/answer.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { readListQuery, readSearchRequest } from '../protocol/index.js';
import { SearchEverything } from './search-everything.js';

@ApiTags('SCIM bulk and search')
@Controller('api/scim/v2')
export class RootController {
  constructor(private readonly everything: SearchEverything) {}

  @Get()
  @ScimOperation({
    operationId: 'listScimResources',
    summary: 'List users and groups',
    description: 'Both in one list; an attribute that a resource type does not have matches nothing there.',
    parameters: 'list',
    answer: { status: 200, description: 'A page of users and groups.', schema: 'ScimList' },
    refusals: ['list'],
  })
  async list(@Call() call: ScimCall, @Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.everything.run(call, readListQuery(query)));
  }

  @Post('.search')
  @ScimOperation({
    operationId: 'searchScimResources',
    summary: 'List users and groups, the query in the body',
    description: 'Both in one list; an attribute that a resource type does not have matches nothing there.',
    body: 'ScimSearch',
    examples: searchExamples,
    answer: { status: 200, description: 'A page of users and groups.', schema: 'ScimList' },
    refusals: ['body', 'list'],
  })
  async search(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerList(reply, await this.everything.run(call, readSearchRequest(body)));
  }
}
