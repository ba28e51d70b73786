import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type AnsweredEntry, type ProvisioningEntry, ProvisioningLog } from '@app/audit';
import { Clock, newId } from '@app/kernel';
import { type Tx } from '@app/persistence';
import type { CallNotes, ScimCall } from '../http/scim-call.js';

const FLUSH_AFTER = 500;
const MOST_WAITING = 5_000;
const MOST_PATH = 2_000;
const PORTION = 300;

/**
 * The provisioning log of requests. What changes something is recorded in the unit of work that changes it; reads and refusals wait
 * in memory for at most half a second and are written together, so that a log does not make a look-up cost a commit.
 */
@Injectable()
export class RequestLog implements OnApplicationShutdown {
  private readonly logger = new Logger(RequestLog.name);
  private waiting: AnsweredEntry[] = [];
  private lost = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: ProvisioningLog,
    private readonly clock: Clock,
  ) {}

  /** Records a change in its unit of work. */
  async record(tx: Tx, call: ScimCall, status: number, notes: CallNotes = {}): Promise<void> {
    await this.log.record(tx, entryOf({ ...call, notes: { ...call.notes, ...notes } }, status));
    tx.afterCommit(() => (call.recorded = true));
  }

  /** Records an answered request, unless it was recorded with its change. */
  answered(call: ScimCall, status: number): void {
    if (call.recorded) return;
    if (this.waiting.length >= MOST_WAITING) this.lost += 1;
    else this.waiting.push({ ...entryOf(call, status), id: newId(), at: this.clock.millis() });
    this.timer ??= setTimeout(() => this.flush(), FLUSH_AFTER).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.flush();
    await this.writing;
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const [entries, lost] = [this.waiting, this.lost];
    this.waiting = [];
    this.lost = 0;
    if (lost > 0) this.logger.warn(`${lost} requests were not recorded in the provisioning log: more than ${MOST_WAITING} came at once`);
    if (entries.length === 0) return;
    this.writing = this.writing.then(() => this.write(entries)).catch((error: Error) => this.logger.error(`The provisioning log could not be written: ${error.message}`));
  }

  /** In portions, so that nobody waits long behind them. */
  private async write(entries: readonly AnsweredEntry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += PORTION) await this.log.recordTogether(entries.slice(start, start + PORTION));
  }
}

function entryOf({ client, tried, refusal, notes, method, path, reference, address }: ScimCall, status: number): ProvisioningEntry {
  const whose = client ?? tried;
  return {
    accountId: whose?.accountId ?? null,
    integrationId: whose?.integrationId ?? null,
    method,
    path: path.length > MOST_PATH ? `${path.slice(0, MOST_PATH)}…` : path,
    status,
    code: refusal?.code ?? null,
    reference,
    address,
    resourceId: notes.resourceId ?? null,
    detail: notes.detail ?? refusal?.detail ?? null,
    changes: notes.changes ?? null,
  };
}
