import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { annotateRequest, referenceOf, refuseHttp, SessionCookie } from '@app/http';
import { isPermitted, type Permission } from '../permissions.js';
import { refuseDirectory } from '../problems.js';
import { AccountRequestRate } from '../rate-limits/account-request-rate.js';
import { AccountAccess } from './account-access.js';
import { type CallersRequest, PERMISSION } from './authentication.js';
import type { Caller } from './caller.js';
import { Callers } from './callers.js';

/** Lets a request through to its route: who calls, is the account of the path there for him, has it asked for too much, may he do that. In this order. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly accountAccess: AccountAccess,
    private readonly rate: AccountRequestRate,
    private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallersRequest>();
    const caller = await this.identify(request);
    annotateRequest(request, { accountId: caller.accountId, userId: caller.userId, apiKeyId: caller.apiKeyId });
    const { accountId } = (request.params ?? {}) as { accountId?: string };
    if (accountId !== undefined) await this.accountAccess.assertExistsFor(caller, accountId);
    annotateRequest(request, { accountId });
    await this.rate.take(accountId ?? caller.accountId);
    const permission = this.reflector.getAllAndOverride<Permission | null | undefined>(PERMISSION, [context.getHandler(), context.getClass()]);
    if (permission === undefined) throw new Error('CallerGuard stands on a route without @Authenticated()');
    if (permission !== null) assertPermitted(caller, permission);
    request.caller = caller;
    return true;
  }

  /** @throws Problem `unauthenticated` (401) */
  async identify(request: CallersRequest): Promise<Caller> {
    const origin = { address: request.ip, reference: referenceOf(request) };
    const { authorization } = request.headers;
    // With a header of its own the cookie is not looked at: the guard against cross-site writes relies on it.
    if (authorization !== undefined) return (await this.byHeader(authorization, origin)) ?? refuse('The API key is not valid (any more), expected one that lives');
    const token = this.cookie.read(request);
    if (token === undefined) return refuse('Nobody is signed in, expected the session cookie or Authorization: Bearer <API key>');
    return (await this.callers.bySessionToken(token, origin)) ?? refuse('The session has ended, expected one that lives');
  }

  private async byHeader(authorization: string, origin: { address: string; reference: string }): Promise<Caller | undefined> {
    const [, key] = /^bearer +(\S+) *$/i.exec(authorization) ?? [];
    return key === undefined ? refuse('Authorization is not readable, expected Bearer and an API key') : this.callers.byApiKey(key, origin);
  }
}

function refuse(detail: string): never {
  throw refuseHttp('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer realm="MoovingON AI"' } });
}

function assertPermitted(caller: Caller, permission: Permission): void {
  if (isPermitted(caller, permission)) return;
  const who = caller.origin === 'api-key' ? `an API key with ${caller.scopes.join(', ')}` : `a session opened by ${caller.origin}`;
  throw refuseDirectory('forbidden', `This needs the permission ${permission}, received the role ${caller.role}${caller.staff ? ' (staff)' : ''} in ${who}`, {
    members: { permission },
  });
}
