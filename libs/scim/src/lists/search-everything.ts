import { Injectable } from '@nestjs/common';
import { type MixedPosition, type ResourceSearch, ReadScope, ScimResourceRepository, listSql, sql } from '@app/persistence';
import { GroupListing } from '../groups/group-listing.js';
import { projectionOfRequest } from '../http/projection-of-query.js';
import { type ScimCall, type ScimClient, clientOf } from '../http/scim-call.js';
import { type ListRequest, type ListResponse, cursorPage, indexedPage, resolveListRequest } from '../protocol/index.js';
import { UserListing } from '../users/user-listing.js';
import { ListCursors, type ListPlace, listName } from './list-cursors.js';
import { type Listing, searchOf } from './list-resources.js';

/** `POST /.search` at the root (RFC 7644 §3.4.2.1, §3.4.3): users and groups in one list; what a type does not have is unassigned there. */
@Injectable()
export class SearchEverything {
  constructor(
    private readonly reads: ReadScope,
    private readonly resources: ScimResourceRepository,
    private readonly users: UserListing,
    private readonly groups: GroupListing,
    private readonly cursors: ListCursors,
  ) {}

  async run(call: ScimCall, request: ListRequest): Promise<ListResponse> {
    const client = clientOf(call);
    const searches = { user: search(this.users, client, request), group: search(this.groups, client, request) };
    const list = listName('/', client.integrationId, request);
    const { start, count } = request;
    const after = start.by === 'cursor' && start.cursor !== undefined ? this.cursors.decode(list, start.cursor) : undefined;
    const totalResults = after?.total ?? (await this.users.count(this.reads, searches.user)) + (await this.groups.count(this.reads, searches.group));
    const offset = start.by === 'index' ? start.startIndex - 1 : 0;
    const found = count === 0 ? [] : await this.resources.list(this.reads, searches, { after, offset, limit: count + 1 });
    const resources = await this.read(client, request, found.slice(0, count));
    if (start.by === 'index') return indexedPage(resources, totalResults, start.startIndex);
    const last = found[count - 1];
    const next: ListPlace | undefined = found.length > count && last ? { ...last, total: totalResults } : undefined;
    return cursorPage({ resources, totalResults, ...(next && { nextCursor: this.cursors.encode(list, next) }) });
  }

  /** The rows of each kind at once, put back into their common order. */
  private async read(client: ScimClient, request: ListRequest, found: readonly MixedPosition[]): Promise<object[]> {
    const [users, groups] = [await this.readKind(this.users, client, request, found, 0), await this.readKind(this.groups, client, request, found, 1)];
    return found.flatMap(({ kind, sequence }) => (kind === 0 ? users : groups).get(sequence) ?? []);
  }

  private async readKind<Row extends { sequence: number }>(listing: Listing<Row>, client: ScimClient, request: ListRequest, found: readonly MixedPosition[], kind: number): Promise<ReadonlyMap<number, object>> {
    const sequences = found.filter((row) => row.kind === kind).map(({ sequence }) => sequence);
    if (sequences.length === 0) return new Map();
    const projection = projectionOfRequest(listing.type, request);
    const condition = sql`r.sequence IN (${listSql(sequences)})`;
    const rows = await listing.rows(this.reads, client, { accountId: client.accountId, condition }, { limit: sequences.length }, projection);
    const resources = await listing.render(this.reads, client, rows, projection);
    return new Map(rows.map(({ sequence }, at) => [Number(sequence), projection.project(resources[at] as object)]));
  }
}

function search<Row extends { sequence: number }>(listing: Listing<Row>, client: ScimClient, request: ListRequest): ResourceSearch {
  return searchOf(resolveListRequest(listing.type, request, 'unassigned'), client.accountId, listing.sources(client));
}
