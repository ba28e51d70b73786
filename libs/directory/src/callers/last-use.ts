import { Injectable } from '@nestjs/common';
import { Clock, MINUTE } from '@app/kernel';
import { ApiKeyRepository, SessionRepository, UnitOfWork, type ApiKeyWithUser, type SessionWithUser, type Tx } from '@app/persistence';

/** Notes when sessions and keys were last used: at most once a minute each, and no request waits for it. */
@Injectable()
export class LastUse {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly sessions: SessionRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  ofSession({ id, lastSeenAt }: SessionWithUser): void {
    this.note(id, lastSeenAt, (tx, now) => this.sessions.touch(tx, id, now));
  }

  ofApiKey({ id, lastUsedAt }: ApiKeyWithUser): void {
    this.note(id, lastUsedAt ?? 0, (tx, now) => this.apiKeys.touch(tx, id, now));
  }

  private note(id: string, noted: number, write: (tx: Tx, now: number) => Promise<void>): void {
    const now = this.clock.millis();
    if (now - noted < MINUTE || this.underWay.has(id)) return;
    this.underWay.add(id);
    const forget = () => this.underWay.delete(id);
    // Lost with the database away: the next request tries again, and a session only seems idle for longer than it is.
    this.unitOfWork.run((tx) => write(tx, now)).then(forget, forget);
  }
}
