import type { CountedKind } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { BY_KEY, query, type ReadScope, type Sharing } from '../scope.js';
import { joinSql, type Sql, sql, sqlByEngine, type SqlValue, trustedSql } from '../sql.js';

/** By what a list is ordered; in the order of creation where it is not said. */
export interface ResourceOrder {
  /** On the alias `r`: a text or a number; what has none (NULL) comes last when ascending, first when descending. */
  readonly key: Sql;
  readonly descending: boolean;
}

/** The place of a row in the order of a list. */
export interface ResourcePosition {
  /** Of `order.key`; null where there is no order but that of creation, too. */
  readonly key: string | number | null;
  readonly sequence: number;
}

/** The end of the block before the one that an offset falls into, and how many rows of this one come before it (`rest`). */
export interface OffsetPlace extends ResourcePosition {
  readonly rest: number;
  /** How many rows there are in all. */
  readonly total: number;
}

/** Which of an account's users or groups, as SCIM shows them. Conditions name the row by the alias `r`. */
export interface ResourceSearch {
  readonly accountId: string;
  readonly condition?: Sql | undefined;
  /** Ids, found by an index, outside of which nothing can match. */
  readonly candidates?: Sql | undefined;
  readonly order?: ResourceOrder | undefined;
  /** Whether there is one at most, found by a unique key. */
  readonly byKey?: boolean | undefined;
}

export interface ResourcePage {
  /** Only what comes after it. */
  readonly after?: ResourcePosition | undefined;
  readonly offset?: number;
  readonly limit: number;
}

export const tables = { user: trustedSql('users r'), group: trustedSql('groups r') } as const;
// An owner whom the provisioning client has deleted does not exist for it.
const shown = { user: trustedSql('NOT r.hidden_from_scim'), group: trustedSql('TRUE') } as const;
const BLOCK_BITS = 12;

/** What an integration calls the resource: for each row by itself, since a join would be made by reading all external ids. */
export function externalIdSql(integrationId: string): Sql {
  return sql`(SELECT x.value FROM external_ids x WHERE x.integration_id = ${integrationId} AND x.resource_id = r.id)`;
}

/** The statement of a page; `columns` are of the row `r`. Where there is an order, its key is the column `sort_key`. */
export function selectPage(kind: CountedKind, columns: Sql, search: ResourceSearch, page: ResourcePage): Sql {
  const { order, candidates } = search;
  const limits = limitSql(page.limit, page.offset ?? 0);
  const conditions = sql`${conditionsOf(kind, search)}${afterSql(search, page.after)}`;
  if (!order) {
    // With candidates, the order of the table would lead past all of it.
    const by = candidates ? sql`r.sequence + 0` : sql`r.sequence`;
    const ordered = sql`FROM ${tables[kind]} WHERE ${conditions} ORDER BY ${by} ${limits}`;
    // PostgreSQL makes the columns of rows that OFFSET passes over, too: groups and external ids are read for the page alone.
    return sqlByEngine({ sqlite: sql`SELECT ${columns} ${ordered}`, postgres: sql`SELECT ${columns} FROM (SELECT r.* ${ordered}) r ORDER BY ${by}` });
  }
  // What is costly to read is read for the page alone, not for everything that is sorted.
  const sorted = sql`SELECT r.sequence AS place, ${order.key} AS sort_key FROM ${tables[kind]} WHERE ${conditions} ORDER BY ${orderSql(order, sql`r.sequence`)} ${limits}`;
  const again = orderSql({ ...order, key: sql`s.sort_key` }, sql`s.place`);
  return sql`SELECT ${columns}, s.sort_key FROM (${sorted}) s JOIN ${tables[kind]} ON r.sequence = s.place ORDER BY ${again}`;
}

/** How a page is read. */
export function sharingOf({ byKey }: ResourceSearch): Sharing | undefined {
  return byKey ? BY_KEY : undefined;
}

/** How many there are: counted where there is a condition, else added up from the counts that are kept. */
export async function countResources(scope: ReadScope, kind: CountedKind, search: ResourceSearch): Promise<number> {
  const statement = search.condition
    ? sql`SELECT COUNT(*) AS total FROM ${tables[kind]} WHERE ${conditionsOf(kind, search)}`
    : sql`SELECT COALESCE(SUM(c.total), 0) AS total FROM resource_counts c WHERE c.account_id = ${search.accountId} AND c.kind = ${kind}`;
  const [row] = await query<{ total: number | string }>(scope, statement);
  return Number(row?.total ?? 0);
}

/**
 * Where a deep offset begins in the order of creation, without walking there: at most a block (4,096 rows) before it.
 * @returns undefined past the end
 */
export async function seekOffset(scope: ReadScope, kind: CountedKind, accountId: string, offset: number): Promise<OffsetPlace | undefined> {
  const blocks = await query<{ block: number; total: number }>(scope, sql`SELECT c.block, c.total FROM resource_counts c WHERE c.account_id = ${accountId} AND c.kind = ${kind} ORDER BY c.block`);
  const all = blocks.reduce((sum, { total }) => sum + Number(total), 0);
  let rest = offset;
  for (const { block, total } of blocks) {
    if (rest < Number(total)) return { key: null, sequence: Number(block) * 2 ** BLOCK_BITS - 1, rest, total: all };
    rest -= Number(total);
  }
  return undefined;
}

export function conditionsOf(kind: CountedKind, { accountId, condition, candidates }: ResourceSearch): Sql {
  const conditions: Sql[] = [];
  if (candidates) conditions.push(sql`r.id IN (${candidates})`);
  // The same with a text appended, so that no index leads through the whole account instead of to the candidates.
  conditions.push(candidates ? sql`r.account_id || '' = ${accountId}` : sql`r.account_id = ${accountId}`, shown[kind]);
  if (condition) conditions.push(condition);
  return joinSql(conditions, ' AND ');
}

export function orderSql({ key, descending }: ResourceOrder, sequence: Sql): Sql {
  const direction = trustedSql(descending ? 'DESC' : 'ASC');
  return sql`CASE WHEN ${key} IS NULL THEN 1 ELSE 0 END ${direction}, ${key} ${direction}, ${sequence}`;
}

function afterSql({ order }: ResourceSearch, after: ResourcePosition | undefined): Sql {
  return after ? laterSql(order, after, sql`r.sequence > ${after.sequence}`) : sql``;
}

/** @param later what comes after it among those with the same key */
export function laterSql(order: ResourceOrder | undefined, after: ResourcePosition, later: Sql): Sql {
  if (!order) return sql` AND ${later}`;
  const { key, descending } = order;
  if (after.key === null) return descending ? sql` AND (${key} IS NOT NULL OR ${later})` : sql` AND ${key} IS NULL AND ${later}`;
  const value: SqlValue = after.key;
  const beyond = sql`${key} ${trustedSql(descending ? '<' : '>')} ${value} OR (${key} = ${value} AND ${later})`;
  return descending ? sql` AND (${beyond})` : sql` AND (${beyond} OR ${key} IS NULL)`;
}
