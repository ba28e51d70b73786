import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The response header that carries the request's reference number. A value sent by the client is never taken over. */
export const REFERENCE_HEADER = 'x-request-id';

/** The reference number of a request, such as `K7QM-2XW9-4HTB`: Fastify's request id, which {@link createFastifyAdapter} makes. */
export function referenceOf(request: Pick<FastifyRequest, 'id'>): string {
  return request.id;
}

/** The reference number as an argument of a route's method: `@RequestReference() reference: string`. */
export const RequestReference = createParamDecorator((_: unknown, context: ExecutionContext) =>
  referenceOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
