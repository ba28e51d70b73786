import { Body, Controller, Post, Res } from '@nestjs/common';
import { BodyLimit } from '@app/http';
import type { FastifyReply } from 'fastify';
import { answerDocument } from '../http/answer.js';
import { Call } from '../http/scim-request.js';
import type { ScimCall } from '../http/scim-call.js';
import { LIMITS } from '../protocol/index.js';
import { RunBulk } from './run-bulk.js';

@Controller('api/scim/v2/Bulk')
export class BulkController {
  constructor(private readonly bulk: RunBulk) {}

  @Post()
  @BodyLimit(LIMITS.bulk.payloadBytes)
  async run(@Call() call: ScimCall, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    answerDocument(reply, await this.bulk.run(call, body));
  }
}
