import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CallerGuard } from '@app/directory';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A list may have 32 MB: whoever is nobody is refused before a byte of it is read. */
@Injectable()
export class RehearsalDoor implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly guard: CallerGuard,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', async (request) => {
      if (isRehearsal(request)) await this.guard.identify(request);
    });
  }
}

function isRehearsal({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && routeOptions.url?.endsWith('/scim/rehearsal') === true;
}
