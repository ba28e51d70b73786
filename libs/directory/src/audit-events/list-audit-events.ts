import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { AuditEventRepository, ReadScope, type AuditEventEntity, type AuditFilter } from '@app/persistence';

export interface AuditEventListing extends AuditFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const ROWS_AT_ONCE = 500;

@Injectable()
export class ListAuditEvents {
  constructor(
    private readonly events: AuditEventRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** The newest first. @throws Problem `cursor_invalid` (400) */
  async list(accountId: string, { limit, cursor, ...filter }: AuditEventListing): Promise<Page<AuditEventEntity>> {
    const list = `accounts/${accountId}/audit-events?${JSON.stringify(filter)}`;
    const [before] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [string]);
    const rows = await this.events.listByAccount(this.reads, accountId, { before, limit: limit + 1 }, filter);
    return this.cursors.page(list, rows, limit, ({ id }) => [id]);
  }

  /**
   * All of them, the newest first, some hundreds at a time, so that a long trail never lies in memory as a whole. The first are there
   * when this resolves: a database that is away is found before an answer has begun.
   */
  async all(accountId: string, filter: AuditFilter): Promise<AsyncGenerator<readonly AuditEventEntity[], void>> {
    const read = (before?: string) => this.events.listByAccount(this.reads, accountId, { before, limit: ROWS_AT_ONCE }, filter);
    return batchesFrom(await read(), read);
  }
}

async function* batchesFrom(first: readonly AuditEventEntity[], read: (before: string) => Promise<readonly AuditEventEntity[]>): AsyncGenerator<readonly AuditEventEntity[], void> {
  for (let rows = first; rows.length > 0; ) {
    yield rows;
    const last = rows.at(-1) as AuditEventEntity;
    rows = rows.length < ROWS_AT_ONCE ? [] : await read(last.id);
  }
}
