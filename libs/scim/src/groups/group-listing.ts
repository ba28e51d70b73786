import { Injectable } from '@nestjs/common';
import { type ReadScope, type ResourcePage, type ResourceSearch, ScimGroupRepository, type ScimGroupRow } from '@app/persistence';
import type { ScimClient } from '../http/scim-call.js';
import { ScimAddresses } from '../http/scim-addresses.js';
import type { Listing } from '../lists/list-resources.js';
import { GROUP, type Projection } from '../protocol/index.js';
import { GroupSources } from '../search/group-sources.js';
import { ReadGroups } from './read-groups.js';

/** Groups, as lists need them. */
@Injectable()
export class GroupListing implements Listing<ScimGroupRow> {
  readonly type = GROUP;

  constructor(
    private readonly groups: ScimGroupRepository,
    private readonly reading: ReadGroups,
    private readonly addresses: ScimAddresses,
  ) {}

  sources({ accountId, integrationId }: ScimClient): GroupSources {
    return new GroupSources({ accountId, integrationId, baseUrl: this.addresses.baseUrl });
  }

  rows(scope: ReadScope, { integrationId }: ScimClient, search: ResourceSearch, page: ResourcePage): Promise<ScimGroupRow[]> {
    return this.groups.list(scope, integrationId, search, page);
  }

  count(scope: ReadScope, search: ResourceSearch): Promise<number> {
    return this.groups.count(scope, search);
  }

  seek(scope: ReadScope, accountId: string, offset: number) {
    return this.groups.seek(scope, accountId, offset);
  }

  render(scope: ReadScope, _client: ScimClient, rows: readonly ScimGroupRow[], projection: Projection): Promise<object[]> {
    return this.reading.render(scope, rows, projection.shows('members'));
  }
}
