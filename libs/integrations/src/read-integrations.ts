import { Injectable } from '@nestjs/common';
import { Cursors, type Page, type PageQuery } from '@app/http';
import { IntegrationRepository, ReadScope } from '@app/persistence';
import { IntegrationWork } from './integration-work.js';
import type { IntegrationView } from './integration-view.js';
import { ShowIntegration } from './show-integration.js';

/** Integrations as the API shows them. */
@Injectable()
export class ReadIntegrations {
  constructor(
    private readonly work: IntegrationWork,
    private readonly integrations: IntegrationRepository,
    private readonly reads: ReadScope,
    private readonly show: ShowIntegration,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  async one(accountId: string, id: string, withSecrets: boolean): Promise<IntegrationView> {
    return this.show.one(await this.work.find(accountId, id), withSecrets);
  }

  /** @throws Problem `cursor_invalid` (400) */
  async page(accountId: string, { limit, cursor }: PageQuery): Promise<Page<IntegrationView>> {
    const list = `accounts/${accountId}/integrations`;
    const [after] = cursor === undefined ? [] : this.cursors.decode(list, cursor);
    const rows = await this.integrations.listByAccount(this.reads, accountId, { after: after as string | undefined, limit: limit + 1 });
    const { items, nextCursor } = this.cursors.page(list, rows, limit, ({ id }) => [id]);
    return { items: await this.show.many(items), nextCursor };
  }
}
