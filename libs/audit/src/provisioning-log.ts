import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@app/kernel';
import { ProvisioningRecordRepository, UnitOfWork, type ProvisioningRecordEntity, type Tx } from '@app/persistence';
import { redact, redactAddress } from './redact.js';

export type ProvisioningEntry = Omit<ProvisioningRecordEntity, 'id' | 'at'>;

/** An entry that is written later than it happened: its id is of its own moment, since the log is in the order of ids. */
export type AnsweredEntry = ProvisioningEntry & Pick<ProvisioningRecordEntity, 'id' | 'at'>;

/** Every SCIM request with its outcome: Okta logs no bodies, so this is the only trace there is. Kept 30 days. */
@Injectable()
export class ProvisioningLog {
  constructor(
    private readonly records: ProvisioningRecordRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In the unit of work that made the change. */
  async record(tx: Tx, entry: ProvisioningEntry): Promise<void> {
    await this.records.insert(tx, { ...redacted(entry), id: newId(), at: this.clock.millis() });
  }

  /** Many at once, in a unit of work of their own: of reads and refusals, which change nothing. */
  recordTogether(entries: readonly AnsweredEntry[]): Promise<void> {
    return this.unitOfWork.run((tx) => this.records.insertMany(tx, entries.map(redacted)));
  }
}

function redacted<Entry extends ProvisioningEntry>(entry: Entry): Entry {
  return { ...entry, path: redactAddress(entry.path), changes: redact(entry.changes) as Record<string, unknown> | null };
}
