import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AccountRequestRate } from '@app/directory';
import { annotateRequest, isBelow, referenceOf } from '@app/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestLog } from '../log/request-log.js';
import { AuthenticateClient } from './authenticate-client.js';
import { SCIM_PATH } from './scim-addresses.js';
import { clientOf, newCall, type ScimCall } from './scim-call.js';
import { callOf, keepCall } from './scim-request.js';

/**
 * What happens to every request below the SCIM path, whatever its route: it is authenticated, and counted, before a byte of its body is
 * read (a body may have 16 MB), and it is recorded once it has been answered.
 */
@Injectable()
export class ScimHooks implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly authentication: AuthenticateClient,
    private readonly rate: AccountRequestRate,
    private readonly log: RequestLog,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', async (request) => this.begin(request));
    fastify.addHook('onResponse', (request, reply, done) => {
      this.end(request, reply);
      done();
    });
  }

  private async begin(request: FastifyRequest): Promise<void> {
    if (!isBelow(SCIM_PATH, request.url)) return;
    const call = callFrom(request);
    keepCall(request, call);
    try {
      await this.authentication.run(call, request.headers.authorization);
    } finally {
      // Whose credentials were tried is known where they were wrong, too.
      annotateRequest(request, { accountId: call.tried?.accountId, integrationId: call.tried?.integrationId });
    }
    await this.rate.take(clientOf(call).accountId);
  }

  private end(request: FastifyRequest, reply: FastifyReply): void {
    const call = callOf(request);
    if (call) this.log.answered(call, reply.statusCode);
  }
}

function callFrom(request: FastifyRequest): ScimCall {
  const { headers } = request;
  return newCall({
    method: request.method,
    path: request.url,
    address: request.ip,
    reference: referenceOf(request),
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
  });
}
