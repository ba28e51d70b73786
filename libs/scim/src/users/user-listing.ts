import { Injectable } from '@nestjs/common';
import { type ReadScope, type ResourcePage, type ResourceSearch, ScimUserRepository, type ScimUserRow } from '@app/persistence';
import type { ScimClient } from '../http/scim-call.js';
import { ScimAddresses } from '../http/scim-addresses.js';
import type { Listing } from '../lists/list-resources.js';
import { type Projection, USER } from '../protocol/index.js';
import { UserSources } from '../search/user-sources.js';
import { ReadUsers } from './read-users.js';

/** Users, as lists need them. */
@Injectable()
export class UserListing implements Listing<ScimUserRow> {
  readonly type = USER;

  constructor(
    private readonly users: ScimUserRepository,
    private readonly reading: ReadUsers,
    private readonly addresses: ScimAddresses,
  ) {}

  sources({ accountId, integrationId }: ScimClient): UserSources {
    return new UserSources({ accountId, integrationId, baseUrl: this.addresses.baseUrl });
  }

  rows(scope: ReadScope, { integrationId }: ScimClient, search: ResourceSearch, page: ResourcePage, projection: Projection): Promise<ScimUserRow[]> {
    return this.users.list(scope, integrationId, search, page, { groups: projection.shows('groups') });
  }

  count(scope: ReadScope, search: ResourceSearch): Promise<number> {
    return this.users.count(scope, search);
  }

  seek(scope: ReadScope, accountId: string, offset: number) {
    return this.users.seek(scope, accountId, offset);
  }

  render(scope: ReadScope, { accountId }: ScimClient, rows: readonly ScimUserRow[]): Promise<object[]> {
    return this.reading.render(scope, accountId, rows);
  }

  write(scope: ReadScope, { accountId }: ScimClient, rows: readonly ScimUserRow[]): Promise<string[]> {
    return this.reading.write(scope, accountId, rows);
  }
}
