import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BodyLimit } from '@app/http';
import type { FastifyReply } from 'fastify';
import { bulkExamples } from '../documentation/examples.js';
import { ScimOperation } from '../documentation/scim-operation.decorator.js';
import { answerDocument } from '../http/answer.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { LIMITS } from '../protocol/index.js';
import { RunBulk } from './run-bulk.js';

@ApiTags('SCIM bulk and search')
@Controller('api/scim/v2/Bulk')
export class BulkController {
  constructor(private readonly bulk: RunBulk) {}

  @Post()
  @BodyLimit(LIMITS.bulk.payloadBytes)
  @ScimOperation({
    operationId: 'runScimBulk',
    summary: 'Many operations in one request',
    description: 'At most 1,000 operations and 16 MB. Each is carried out and recorded by itself; references by bulkId may stand in any order, and in circles.',
    body: 'ScimBulkRequest',
    examples: bulkExamples,
    answer: { status: 200, description: 'How each operation ended.', schema: 'ScimBulkResponse' },
    refusals: ['body'],
  })
  async run(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerDocument(reply, await this.bulk.run(call, body));
  }
}
