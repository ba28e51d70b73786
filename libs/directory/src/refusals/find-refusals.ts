import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { ProvisioningRecordRepository, ReadScope, SignInAttemptRepository, type LogPage, type ProvisioningRecordEntity, type SignInAttemptEntity } from '@app/persistence';
import { refusalOfRecord, refusalOfSignIn, type Refusal, type RefusalLine } from './refusal.js';
import { RefusalOwners } from './refusal-owners.js';

const LIST = 'refusals';

/** What was refused, over all accounts: at signing in and in provisioning. For staff, whom somebody has told a reference number. */
@Injectable()
export class FindRefusals {
  constructor(
    private readonly attempts: SignInAttemptRepository,
    private readonly records: ProvisioningRecordRepository,
    private readonly owners: RefusalOwners,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** Of one request; several lines where it was a bulk. */
  async byReference(reference: string): Promise<readonly Refusal[]> {
    const wanted = normalizeReference(reference);
    const lines = merge(await this.attempts.findByReference(this.reads, wanted), await this.records.findByReference(this.reads, wanted));
    return this.owners.nameThem(lines);
  }

  /** Those that belong to no account, as an unknown RelayState or SCIM username names none; the newest first. @throws Problem `cursor_invalid` (400) */
  async ofNobody({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<Refusal>> {
    const [before] = cursor === undefined ? [] : (this.cursors.decode(LIST, cursor) as [string]);
    const page: LogPage = { before, limit: limit + 1 };
    const lines = merge(await this.attempts.listOfNobody(this.reads, page), await this.records.listOfNobody(this.reads, page));
    const { items, nextCursor } = this.cursors.page(LIST, lines, limit, ({ id }) => [id]);
    return { items: await this.owners.nameThem(items), nextCursor };
  }
}

/** The ids of both logs grow with time, so that they have one order. */
function merge(attempts: readonly SignInAttemptEntity[], records: readonly ProvisioningRecordEntity[]): RefusalLine[] {
  const refused = [...attempts.filter(({ outcome }) => outcome !== 'signed_in').map(refusalOfSignIn), ...records.filter(({ status }) => status >= 400).map(refusalOfRecord)];
  return refused.sort((left, right) => (left.id < right.id ? 1 : -1));
}

/** As it is written, however somebody has said it on the telephone: in small letters, with other dashes or none. */
export function normalizeReference(said: string): string {
  const letters = said.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
