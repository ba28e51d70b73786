import { Injectable } from '@nestjs/common';
import { Clock, DAY, earliestIdAt } from '@app/kernel';
import { ProvisioningRecordRepository, ReadScope, SignInAttemptRepository } from '@app/persistence';
import { IntegrationWork } from './integration-work.js';

/** Counts of one kind on one day of UTC. */
export interface Counted {
  /** Such as `2026-01-05`. */
  readonly date: string;
  readonly count: number;
}

export interface Activity {
  readonly days: readonly string[];
  readonly signIns: readonly (Counted & { readonly outcome: string })[];
  readonly provisioning: readonly (Counted & { readonly method: string; readonly status: number })[];
  /** Where a log is longer than is counted: the instant from which on it is. */
  readonly countedSince: { readonly signIns: number | null; readonly provisioning: number | null };
}

// Some milliseconds of either engine; SQLite lets everybody else wait meanwhile.
const MOST_LINES = 50_000;

/** How much happened at an integration, day by day: for charts. */
@Injectable()
export class ReadActivity {
  constructor(
    private readonly work: IntegrationWork,
    private readonly attempts: SignInAttemptRepository,
    private readonly records: ProvisioningRecordRepository,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  /** Of so many days, today included. @throws Problem `integration_unknown` (404) */
  async of(accountId: string, id: string, days: number): Promise<Activity> {
    await this.work.find(accountId, id);
    const today = Math.floor(this.clock.millis() / DAY);
    const first = today - days + 1;
    const lines = { integrationId: id, firstId: earliestIdAt(first * DAY), atMost: MOST_LINES };
    const [signIns, provisioning] = await Promise.all([this.attempts.countByDay(this.reads, lines), this.records.countByDay(this.reads, lines)]);
    return {
      days: Array.from({ length: days }, (_, day) => dateOf(first + day)),
      signIns: signIns.map(({ day, outcome, count }) => ({ date: dateOf(day), outcome, count: Number(count) })),
      provisioning: provisioning.map(({ day, method, status, count }) => ({ date: dateOf(day), method, status: Number(status), count: Number(count) })),
      countedSince: { signIns: beginningOf(signIns), provisioning: beginningOf(provisioning) },
    };
  }
}

function dateOf(day: number): string {
  return new Date(Number(day) * DAY).toISOString().slice(0, 10);
}

function beginningOf(rows: readonly { count: number; first: number }[]): number | null {
  const lines = rows.reduce((sum, { count }) => sum + Number(count), 0);
  return lines < MOST_LINES ? null : Math.min(...rows.map(({ first }) => Number(first)));
}
