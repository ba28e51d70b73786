import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ScimCall } from './scim-call.js';

const kept = Symbol('call');
type Carrier = FastifyRequest['raw'] & { [kept]?: ScimCall };

/** What is known of a request below the SCIM path; undefined for every other one. */
export function callOf(request: FastifyRequest): ScimCall | undefined {
  return (request.raw as Carrier)[kept];
}

export function keepCall(request: FastifyRequest, call: ScimCall): void {
  (request.raw as Carrier)[kept] = call;
}

/** The call as an argument of a route's method: `@Call() call: ScimCall`. */
export const Call = createParamDecorator((_: unknown, context: ExecutionContext): ScimCall => {
  const call = callOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!call) throw new Error('@Call() stands on a route outside of the SCIM path');
  return call;
});
