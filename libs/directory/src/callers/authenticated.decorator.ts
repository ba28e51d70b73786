import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { Permission } from '../permissions.js';
import { type CallersRequest, PERMISSION } from './authentication.js';
import type { Caller } from './caller.js';
import { CallerGuard } from './caller.guard.js';

/**
 * The route is for callers who are signed in and, where one is named, have the permission in the account of the path (`{accountId}`):
 * 401 `unauthenticated`, 404 `account_unknown` for a foreign account, 403 `forbidden`. Fits on a method or on a whole controller.
 */
export function Authenticated(permission?: Permission): ClassDecorator & MethodDecorator {
  return applyDecorators(SetMetadata(PERMISSION, permission ?? null), UseGuards(CallerGuard), ApiCookieAuth('session'), ApiBearerAuth('apiKey'));
}

/** Who calls, as an argument of a route's method behind `@Authenticated()`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallersRequest>();
  if (!caller) throw new Error('@CurrentCaller() stands on a route without @Authenticated()');
  return caller;
});
