import { Injectable } from '@nestjs/common';
import { type Caller, Sessions } from '@app/directory';
import { ReadScope, SessionRepository, UnitOfWork } from '@app/persistence';
import type { OutgoingMessage } from '@app/saml';
import { SignOutThere } from './sign-out-there.js';

/** A person signs out here. */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly stored: SessionRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: ReadScope,
    private readonly there: SignOutThere,
  ) {}

  /** Ends the session. @returns the message that signs the person out at the identity provider too, where that is set up */
  async end({ accountId, sessionId }: Pick<Caller, 'accountId' | 'sessionId'>): Promise<OutgoingMessage | undefined> {
    const session = sessionId === undefined ? null : await this.stored.find(this.scope, accountId, sessionId);
    if (!session) return undefined;
    await this.unitOfWork.run((tx) => this.sessions.end(tx, session.id));
    return this.there.messageFor(session);
  }
}
