import { sql, type ResourceOrder, type Sql } from '@app/persistence';
import type { Sorting } from '../protocol/index.js';
import type { Scalar, Sources } from './sources.js';

/** As much of a text as sorting looks at: what a page ends with has to fit into a cursor. */
const SORTED_CHARACTERS = 200;

/** By what a list is sorted (RFC 7644 §3.4.2.3): of several values by the primary one, else the first. */
export function orderToSql({ by, order }: Sorting, sources: Sources): ResourceOrder {
  const descending = order === 'descending';
  if (!by.attribute.multiValued) return { key: keyOf(sources.scalar(by), by.leaf.caseExact), descending };
  const { from, where, order: place, scalar } = sources.rows(by);
  const key = sql`(SELECT ${keyOf(scalar(by.subAttribute), by.leaf.caseExact)} FROM ${from} WHERE ${where} ORDER BY ${place} LIMIT 1)`;
  return { key, descending };
}

function keyOf(scalar: Scalar, caseExact: boolean): Sql {
  switch (scalar.type) {
    case 'text':
      return sql`substr(${caseExact ? scalar.exact : scalar.folded}, 1, ${SORTED_CHARACTERS})`;
    case 'flag':
      return sql`CASE WHEN ${scalar.value} THEN 1 WHEN NOT (${scalar.value}) THEN 0 END`;
    case 'instant':
      return scalar.millis;
  }
}
