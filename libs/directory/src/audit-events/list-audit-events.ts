import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { AuditEventRepository, ReadScope, type AuditEventEntity } from '@app/persistence';

export interface AuditEventListing {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
}

@Injectable()
export class ListAuditEvents {
  constructor(
    private readonly events: AuditEventRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** The newest first. @throws Problem `cursor_invalid` (400) */
  async list(accountId: string, { limit, cursor, action, actorId, subjectId }: AuditEventListing): Promise<Page<AuditEventEntity>> {
    const where = Object.fromEntries(Object.entries({ action, actorId, subjectId }).filter(([, value]) => value !== undefined));
    const list = `accounts/${accountId}/audit-events?${JSON.stringify(where)}`;
    const [before] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [string]);
    const rows = await this.events.listByAccount(this.reads, accountId, { before, limit: limit + 1 }, where);
    return this.cursors.page(list, rows, limit, ({ id }) => [id]);
  }
}
