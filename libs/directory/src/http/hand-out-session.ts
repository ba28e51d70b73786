import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { annotateRequest, referenceOf, SessionCookie } from '@app/http';
import type { PasswordSignIn, SigningInFrom } from '../passwords/sign-in-with-password.js';
import { EndSession } from '../sessions/end-session.js';
import { roleOf } from '../users/person.js';
import { type OwnSessionResource, ownSessionResource } from './session.resource.js';

/** The end of a sign-in with a password, whichever way it came: the cookie, and who it is. */
@Injectable()
export class HandOutSession {
  constructor(
    private readonly ending: EndSession,
    private readonly cookie: SessionCookie,
  ) {}

  async answer({ token, session, user, account }: PasswordSignIn, request: FastifyRequest, reply: FastifyReply): Promise<OwnSessionResource> {
    // The browser forgets the session that it had: nobody could end it any more.
    await this.ending.endByToken(this.cookie.read(request));
    annotateRequest(request, { accountId: account.id, userId: user.id });
    this.cookie.set(reply, token, new Date(session.expiresAt));
    return ownSessionResource(user, account, { role: roleOf(user), staff: user.staff, origin: 'password', expiresAt: session.expiresAt });
  }
}

export function signingInFrom(request: FastifyRequest): SigningInFrom {
  return { address: request.ip, reference: referenceOf(request), userAgent: request.headers['user-agent'] ?? null };
}
