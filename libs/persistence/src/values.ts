import { dialectOfScope, type ReadScope } from './scope.js';
import { sql, type Sql } from './sql.js';

/** A list of texts as a table with one column `value`, bound as one parameter however long it is. */
export function valuesOf(scope: ReadScope, values: readonly string[]): Sql {
  const list = JSON.stringify(values);
  return dialectOfScope(scope) === 'postgres'
    ? sql`(SELECT value COLLATE "C" AS value FROM json_array_elements_text(CAST(${list} AS json)))`
    : sql`(SELECT value FROM json_each(${list}))`;
}
