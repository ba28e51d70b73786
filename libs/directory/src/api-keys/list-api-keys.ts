import { Injectable } from '@nestjs/common';
import { Cursors, type Page } from '@app/http';
import { ApiKeyRepository, ReadScope, type ApiKeyEntity } from '@app/persistence';

@Injectable()
export class ListApiKeys {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** In the order of creation. @throws Problem `cursor_invalid` (400) */
  async list(accountId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<ApiKeyEntity>> {
    const list = `accounts/${accountId}/api-keys`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [string]);
    const rows = await this.apiKeys.listByAccount(this.reads, accountId, { after, limit: limit + 1 });
    return this.cursors.page(list, rows, limit, ({ id }) => [id]);
  }
}
