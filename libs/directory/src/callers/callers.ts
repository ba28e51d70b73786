import { Injectable } from '@nestjs/common';
import { Clock, digest, MINUTE } from '@app/kernel';
import { ApiKeyRepository, ReadScope, SessionRepository } from '@app/persistence';
import { Settings } from '@app/settings';
import { isLiving } from '../sessions/living-session.js';
import type { Caller, RequestOrigin } from './caller.js';
import { isLivingKey, callerOfKey, callerOfSession } from './caller-of.js';
import { LastUse } from './last-use.js';

/** Finds out who calls, afresh for each request: one indexed query, no cache that could outlive a deactivation on another instance. */
@Injectable()
export class Callers {
  private readonly idle: number;

  constructor(
    private readonly sessions: SessionRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly reads: ReadScope,
    private readonly lastUse: LastUse,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.idle = settings.sessionIdleMinutes * MINUTE;
  }

  /** @returns undefined where the token is of no living session */
  async bySessionToken(token: string, origin: RequestOrigin): Promise<Caller | undefined> {
    const session = await this.sessions.findByToken(this.reads, digest(token));
    if (!session || !isLiving(session, { now: this.clock.millis(), idle: this.idle })) return undefined;
    this.lastUse.ofSession(session);
    return callerOfSession(session, origin);
  }

  /** @returns undefined where it is no living API key */
  async byApiKey(key: string, origin: RequestOrigin): Promise<Caller | undefined> {
    const found = await this.apiKeys.findByDigest(this.reads, digest(key));
    if (!found || !isLivingKey(found, this.clock.millis())) return undefined;
    this.lastUse.ofApiKey(found);
    return callerOfKey(found, origin);
  }
}
