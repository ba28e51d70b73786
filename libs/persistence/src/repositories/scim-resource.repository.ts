import { Injectable } from '@nestjs/common';
import type { CountedKind } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { query, type ReadScope } from '../scope.js';
import { sql, trustedSql, type Sql } from '../sql.js';
import { conditionsOf, laterSql, orderSql, type ResourceOrder, type ResourcePosition, type ResourceSearch, tables } from './resource-search.js';

/** A place in a list of both kinds: users before groups where nothing else decides. */
export interface MixedPosition extends ResourcePosition {
  /** 0: users; 1: groups. */
  readonly kind: number;
}

export interface MixedPage {
  readonly after?: MixedPosition | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** What SCIM reads of users and groups together. */
@Injectable()
export class ScimResourceRepository {
  /** A page of both in one order: which rows there are; the rows themselves are read by their kind. */
  async list(scope: ReadScope, searches: Readonly<Record<CountedKind, ResourceSearch>>, page: MixedPage): Promise<MixedPosition[]> {
    const order = searches.user.order ?? searches.group.order;
    const all = sql`(${partSql('user', 0, searches.user)} UNION ALL ${partSql('group', 1, searches.group)}) m`;
    const place = sql`m.kind, m.sequence`;
    const by = order ? orderSql({ ...order, key: sql`m.sort_key` }, place) : place;
    const statement = sql`SELECT m.kind, m.sequence, m.sort_key FROM ${all} WHERE TRUE${mixedAfterSql(order, page.after)} ORDER BY ${by} ${limitSql(page.limit, page.offset)}`;
    const rows = await query<{ kind: number; sequence: number; sort_key: string | number | null }>(scope, statement);
    return rows.map(({ kind, sequence, sort_key: key }) => ({ kind: Number(kind), sequence: Number(sequence), key }));
  }
}

function partSql(kind: CountedKind, number: 0 | 1, search: ResourceSearch): Sql {
  const key = search.order?.key ?? sql`NULL`;
  return sql`SELECT ${trustedSql(String(number))} AS kind, r.sequence AS sequence, ${key} AS sort_key FROM ${tables[kind]} WHERE ${conditionsOf(kind, search)}`;
}

function mixedAfterSql(order: ResourceOrder | undefined, after: MixedPosition | undefined): Sql {
  if (!after) return sql``;
  const later = sql`(m.kind > ${after.kind} OR (m.kind = ${after.kind} AND m.sequence > ${after.sequence}))`;
  return laterSql(order && { ...order, key: sql`m.sort_key` }, after, later);
}

