import { Injectable } from '@nestjs/common';
import type { OffsetPlace, ReadScope, ResourcePage, ResourceSearch } from '@app/persistence';
import { everything, projectionOfRequest } from '../http/projection-of-query.js';
import type { ScimClient } from '../http/scim-call.js';
import { type ListRequest, type ListResponse, type Projection, type ResolvedListRequest, type ResourceType, cursorPage, indexedPage, resolveListRequest, WrittenResource } from '../protocol/index.js';
import { candidatesOf, isByKey } from '../search/candidates.js';
import { filterToSql } from '../search/filter-to-sql.js';
import { orderToSql } from '../search/order-to-sql.js';
import type { Sources } from '../search/sources.js';
import { ListCursors, listName } from './list-cursors.js';

interface ListedRow {
  readonly sequence: number;
  readonly sort_key?: string | number | null;
}

/** One kind of resource, as lists need it. */
export interface Listing<Row extends ListedRow> {
  readonly type: ResourceType;
  sources(client: ScimClient): Sources;
  rows(scope: ReadScope, client: ScimClient, search: ResourceSearch, page: ResourcePage, projection: Projection): Promise<Row[]>;
  count(scope: ReadScope, search: ResourceSearch): Promise<number>;
  /** Where a deep offset begins in the order of creation; undefined past the end. */
  seek(scope: ReadScope, accountId: string, offset: number): Promise<OffsetPlace | undefined>;
  render(scope: ReadScope, client: ScimClient, rows: readonly Row[], projection: Projection): Promise<object[]>;
  /** The same as JSON, where all of a resource is shown and that is cheaper. */
  write?(scope: ReadScope, client: ScimClient, rows: readonly Row[]): Promise<string[]>;
}

/** What to look for, in SQL. */
export function searchOf({ filter, sorting }: ResolvedListRequest, accountId: string, sources: Sources): ResourceSearch {
  return {
    accountId,
    condition: filter && filterToSql(filter, sources),
    candidates: filter && candidatesOf(filter, sources),
    order: sorting && orderToSql(sorting, sources),
    byKey: filter && isByKey(filter, sources),
  };
}

/** Lists of one kind of resource (RFC 7644 §3.4.2, RFC 9865). */
@Injectable()
export class ListResources {
  constructor(private readonly cursors: ListCursors) {}

  async run<Row extends ListedRow>(scope: ReadScope, listing: Listing<Row>, client: ScimClient, request: ListRequest): Promise<ListResponse> {
    const resolved = resolveListRequest(listing.type, request);
    const search = searchOf(resolved, client.accountId, listing.sources(client));
    const { start, count } = resolved;
    const work = { scope, listing, client, projection: projectionOfRequest(listing.type, request), search, count };
    if (start.by === 'index') return byIndex(work, start.startIndex);
    return this.byCursor(work, listName(listing.type.endpoint, client.integrationId, request), start.cursor);
  }

  private async byCursor<Row extends ListedRow>(work: Work<Row>, list: string, cursor: string | undefined): Promise<ListResponse> {
    const { scope, listing, search, count } = work;
    const after = cursor === undefined ? undefined : this.cursors.decode(list, cursor);
    const found = count === 0 ? [] : await rowsOf(work, { after, limit: count + 1 });
    // Counted once in a walk with a filter; without one, the sum is as cheap as it is fresh.
    const totalResults = after?.total ?? (await listing.count(scope, search));
    const rows = found.slice(0, count);
    const last = rows.at(-1);
    const more = found.length > count && last !== undefined;
    const place = more && { kind: 0, key: last.sort_key ?? null, sequence: Number(last.sequence), total: search.condition ? totalResults : null };
    return cursorPage({ resources: await renderOf(work, rows), totalResults, ...(place && { nextCursor: this.cursors.encode(list, place) }) });
  }
}

interface Work<Row extends ListedRow> {
  readonly scope: ReadScope;
  readonly listing: Listing<Row>;
  readonly client: ScimClient;
  readonly projection: Projection;
  readonly search: ResourceSearch;
  readonly count: number;
}

async function byIndex<Row extends ListedRow>(work: Work<Row>, startIndex: number): Promise<ListResponse> {
  const offset = startIndex - 1;
  const { rows, total } = work.count === 0 ? { rows: [] } : await rowsAt(work, offset);
  const totalResults = total ?? (await totalOf(work, offset, rows.length));
  return indexedPage(await renderOf(work, rows), totalResults, startIndex);
}

interface Found<Row> {
  readonly rows: Row[];
  /** Where finding them has told it. */
  readonly total?: number;
}

async function rowsAt<Row extends ListedRow>(work: Work<Row>, offset: number): Promise<Found<Row>> {
  const { scope, listing, client, search, count: limit } = work;
  if (offset === 0 || search.condition || search.order) return { rows: await rowsOf(work, { offset, limit }) };
  const place = await listing.seek(scope, client.accountId, offset);
  return place ? { rows: await rowsOf(work, { after: place, offset: place.rest, limit }), total: place.total } : { rows: [] };
}

/** A page that is not full says by itself where the list ends. */
async function totalOf<Row extends ListedRow>({ scope, listing, search, count }: Work<Row>, offset: number, found: number): Promise<number> {
  if (found < count && (found > 0 || offset === 0)) return offset + found;
  return listing.count(scope, search);
}

function rowsOf<Row extends ListedRow>({ scope, listing, client, search, projection }: Work<Row>, page: ResourcePage): Promise<Row[]> {
  return listing.rows(scope, client, search, page, projection);
}

async function renderOf<Row extends ListedRow>({ scope, listing, client, projection }: Work<Row>, rows: readonly Row[]): Promise<object[]> {
  if (projection === everything && listing.write) return (await listing.write(scope, client, rows)).map((text) => new WrittenResource(text));
  const resources = await listing.render(scope, client, rows, projection);
  return resources.map((resource) => projection.project(resource));
}
