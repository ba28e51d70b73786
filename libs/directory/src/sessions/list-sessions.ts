import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { Clock, MINUTE } from '@app/kernel';
import { ReadScope, SessionRepository, type SessionEntity } from '@app/persistence';
import { Settings } from '@app/settings';
import { ManageUsers } from '../users/manage-users.js';

/** The living sessions of a user. */
@Injectable()
export class ListSessions {
  constructor(
    private readonly users: ManageUsers,
    private readonly sessions: SessionRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws Problem `user_unknown` (404), `cursor_invalid` (400) */
  async list(accountId: string, userId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<SessionEntity>> {
    await this.users.read(accountId, userId);
    const list = `accounts/${accountId}/users/${userId}/sessions`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [string]);
    const now = this.clock.millis();
    const seenAfter = now - this.settings.sessionIdleMinutes * MINUTE;
    const rows = await this.sessions.listByUser(this.reads, userId, { now, seenAfter, after, limit: limit + 1 });
    return this.cursors.page(list, rows, limit, ({ id }) => [id]);
  }
}
