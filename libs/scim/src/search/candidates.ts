import { joinSql, sql, type Sql } from '@app/persistence';
import type { ResolvedComparison, ResolvedFilter } from '../protocol/index.js';
import type { Sources } from './sources.js';

/**
 * The ids outside of which a filter cannot match, where an index finds them: the look-ups that provisioning clients make cost the same
 * in an account of a million. Undefined where no index helps.
 */
export function candidatesOf(filter: ResolvedFilter, sources: Sources): Sql | undefined {
  switch (filter.kind) {
    case 'comparison':
      return byValue(filter, sources);
    case 'valuePath':
      return candidatesOf(filter.filter, sources);
    case 'and':
      return filter.operands.map((operand) => candidatesOf(operand, sources)).find((found) => found !== undefined);
    case 'or':
      return unionOf(filter.operands.map((operand) => candidatesOf(operand, sources)));
    case 'not':
    case 'present':
    case 'constant':
      return undefined;
  }
}

/** Whether a filter finds one resource at most, by a unique key alone. */
export function isByKey(filter: ResolvedFilter, sources: Sources): boolean {
  return filter.kind === 'comparison' && filter.operator === 'eq' && filter.value.type === 'text' && sources.identifies(filter.target);
}

function byValue({ operator, target, value }: ResolvedComparison, sources: Sources): Sql | undefined {
  if (operator !== 'eq' || value.type !== 'text') return undefined;
  return sources.idsByValue(target, { exact: value.value, folded: value.folded });
}

function unionOf(parts: readonly (Sql | undefined)[]): Sql | undefined {
  const found = parts.filter((part) => part !== undefined);
  if (found.length < parts.length) return undefined;
  // Not UNION: to have both parts in one order, SQLite would read all of an index for it.
  return joinSql(found.map((part) => sql`SELECT * FROM (${part}) c`), ' UNION ALL ');
}
