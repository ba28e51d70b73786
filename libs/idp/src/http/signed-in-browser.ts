import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Callers, type Caller } from '@app/directory';
import { annotateRequest, CrossSiteGuard, referenceOf, SessionCookie } from '@app/http';
import { Settings } from '@app/settings';
import { SignOut } from '../logout/sign-out.js';
import { redirect, sendMessage } from './send-message.js';

/** The person at a browser, known by the session cookie. */
@Injectable()
export class SignedInBrowser {
  private readonly guard: CrossSiteGuard;

  constructor(
    private readonly callers: Callers,
    private readonly signOut: SignOut,
    private readonly cookie: SessionCookie,
    private readonly settings: Settings,
  ) {
    this.guard = new CrossSiteGuard({ publicUrl: settings.publicUrl, sessionCookie: cookie, exemptPaths: [] });
  }

  async person(request: FastifyRequest): Promise<Caller | undefined> {
    const token = this.cookie.read(request);
    return token === undefined ? undefined : this.callers.bySessionToken(token, { address: request.ip, reference: referenceOf(request) });
  }

  /** Ends the session and forgets the cookie; then on to the identity provider, where it signs people out too, or home. */
  async leave(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.guard.check(request);
    const person = await this.person(request);
    annotateRequest(request, { accountId: person?.accountId, userId: person?.userId });
    const message = person && (await this.signOut.end(person));
    this.cookie.clear(reply);
    if (message) sendMessage(reply, message);
    else redirect(reply, `${this.settings.publicUrl}/`);
  }
}
