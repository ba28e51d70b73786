import { dialectOfScope, type ReadScope } from './scope.js';
import { sql, type Sql, sqlByEngine } from './sql.js';

/** A list of texts as a table with one column `value`, bound as one parameter however long it is. */
export function valuesOf(scope: ReadScope, values: readonly string[]): Sql {
  const list = JSON.stringify(values);
  return dialectOfScope(scope) === 'postgres'
    ? sql`(SELECT value COLLATE "C" AS value FROM json_array_elements_text(CAST(${list} AS json)))`
    : sql`(SELECT value FROM json_each(${list}))`;
}

/**
 * Whether a key is one of these: each is looked up in the key's index, for a sixth of the price of {@link valuesOf} on PostgreSQL. Not for a column without
 * an index nor with NOT: there each row would be compared with each value.
 */
export function amongSql(key: Sql, values: readonly string[]): Sql {
  const array = `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
  return sqlByEngine({ sqlite: sql`${key} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`, postgres: sql`${key} = ANY(CAST(${array} AS text[]))` });
}
