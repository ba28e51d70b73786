import { Injectable } from '@nestjs/common';
import { Cursors, type Page, type PageQuery } from '@app/http';
import { ProvisioningRecordRepository, ReadScope, SignInAttemptRepository, type LogPage, type ProvisioningRecordEntity, type SignInAttemptEntity } from '@app/persistence';
import { IntegrationWork } from './integration-work.js';

/** What happened at an integration, the newest first. */
@Injectable()
export class ReadLogs {
  constructor(
    private readonly work: IntegrationWork,
    private readonly signInAttempts: SignInAttemptRepository,
    private readonly provisioningRecords: ProvisioningRecordRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `integration_unknown` (404), `cursor_invalid` (400) */
  signIns(accountId: string, id: string, query: PageQuery): Promise<Page<SignInAttemptEntity>> {
    return this.page(accountId, id, 'sign-ins', query, (page) => this.signInAttempts.listByIntegration(this.reads, id, page));
  }

  /** @throws Problem `integration_unknown` (404), `cursor_invalid` (400) */
  provisioning(accountId: string, id: string, query: PageQuery): Promise<Page<ProvisioningRecordEntity>> {
    return this.page(accountId, id, 'provisioning-log', query, (page) => this.provisioningRecords.listByIntegration(this.reads, id, page));
  }

  private async page<Row extends { id: string }>(accountId: string, id: string, log: string, { limit, cursor }: PageQuery, read: (page: LogPage) => Promise<Row[]>): Promise<Page<Row>> {
    await this.work.find(accountId, id);
    const list = `integrations/${id}/${log}`;
    const [before] = cursor === undefined ? [] : this.cursors.decode(list, cursor);
    return this.cursors.page(list, await read({ before: before as string | undefined, limit: limit + 1 }), limit, (row) => [row.id]);
  }
}
