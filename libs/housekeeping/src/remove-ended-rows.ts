import { Injectable } from '@nestjs/common';
import { Clock, DAY, earliestIdAt, MINUTE } from '@app/kernel';
import { type Counter, Metrics } from '@app/metrics';
import { EndedRowRepository, type AgingLog, type EndingRows, type Tx, UnitOfWork } from '@app/persistence';
import { Settings } from '@app/settings';
import type { Chore } from './chore.js';

/** How long logs are kept that are not the audit trail, which stays. */
export const LOGS_KEPT = 30 * DAY;
// Shown to administrators, as ended, for a while.
const SHOWN_AFTER_END = 30 * DAY;
// Some milliseconds of SQLite's one writer.
const AT_ONCE = 500;

const LOGS: readonly AgingLog[] = ['signInAttempts', 'provisioningRecords', 'webhookAttempts', 'webhookEvents'];

type Removal = readonly [kind: string, deleteSome: (tx: Tx) => Promise<number>];

/** Takes away what has come to its end: sessions, requests, codes, spent assertions, windows of rate limits, logs of more than 30 days. */
@Injectable()
export class RemoveEndedRows implements Chore {
  readonly name = 'remove-ended-rows';
  readonly every = 10 * MINUTE;
  private readonly removed: Counter<'kind'>;

  constructor(
    private readonly rows: EndedRowRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.removed = metrics.counter({ name: 'housekeeping_rows_removed_total', help: 'Rows that had come to their end and were taken away.', labels: ['kind'] });
  }

  async run(mayGoOn: () => boolean): Promise<boolean> {
    for (const removal of this.removals()) if (!(await this.removeAll(removal, mayGoOn))) return false;
    return true;
  }

  private async removeAll([kind, deleteSome]: Removal, mayGoOn: () => boolean): Promise<boolean> {
    while (mayGoOn()) {
      const removed = await this.unitOfWork.run(deleteSome);
      if (removed > 0) this.removed.add({ kind }, removed);
      if (removed < AT_ONCE) return true;
    }
    return false;
  }

  private removals(): Removal[] {
    const now = this.clock.millis();
    const ended = (kind: EndingRows, before: number): Removal => [kind, (tx) => this.rows.deleteEnded(tx, kind, before, AT_ONCE)];
    return [
      ended('sessions', now),
      ended('idleSessions', now - this.settings.sessionIdleMinutes * MINUTE),
      ...(['signInRequests', 'signInCodes', 'spentAssertions', 'passwordResets', 'ownerRecoveries', 'secondFactorChallenges', 'setupLinks', 'rateWindows'] as const).map((kind) => ended(kind, now)),
      ...(['apiKeys', 'scimCredentials'] as const).map((kind) => ended(kind, now - SHOWN_AFTER_END)),
      ...LOGS.map((log): Removal => [log, (tx) => this.rows.deleteOlder(tx, log, earliestIdAt(now - LOGS_KEPT), AT_ONCE)]),
    ];
  }
}
