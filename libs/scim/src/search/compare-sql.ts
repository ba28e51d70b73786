import { endsWithSql, holdsSql, sql, startsWithSql, trustedSql, type Sql } from '@app/persistence';
import type { ComparisonOperator, ComparisonValue } from '../protocol/index.js';
import type { Scalar } from './sources.js';

/** The opposite, where unknown (NULL) counts as false. */
export const notSql = (condition: Sql): Sql => sql`((${condition}) IS NOT TRUE)`;

/** Whether there is a value at all. */
export function isAssignedSql(scalar: Scalar): Sql {
  return sql`${valueOf(scalar)} IS NOT NULL`;
}

function valueOf(scalar: Scalar): Sql {
  if (scalar.type === 'text') return scalar.exact;
  return scalar.type === 'flag' ? sql`(${scalar.value})` : scalar.millis;
}

const ORDERS = { eq: '=', ne: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** One value compared with what a filter says. NULL where there is no value, except for `ne` and for null itself. */
export function compareSql(scalar: Scalar, operator: ComparisonOperator, value: ComparisonValue): Sql {
  if (value.type === 'null') return operator === 'eq' ? notSql(isAssignedSql(scalar)) : isAssignedSql(scalar);
  if (operator === 'ne') return notSql(compareSql(scalar, 'eq', value));
  if (value.type === 'boolean' && scalar.type === 'flag') return sql`((${scalar.value}) IS ${value.value ? sql`TRUE` : sql`FALSE`})`;
  if (value.type === 'text' && scalar.type === 'text') return compareText(value.caseExact ? scalar.exact : scalar.folded, operator, value.folded);
  // Of sub-milliseconds nothing is stored, but they may be asked for.
  if (value.type === 'instant' && scalar.type === 'instant') return ordered(scalar.millis, operator, sql`CAST(${value.millis} AS double precision)`);
  throw new Error(`A ${scalar.type} cannot be compared with a ${value.type}`);
}

function compareText(text: Sql, operator: ComparisonOperator, expected: string): Sql {
  switch (operator) {
    case 'co':
      return holdsSql(text, expected);
    case 'sw':
      return startsWithSql(text, expected);
    case 'ew':
      return expected === '' ? sql`${text} IS NOT NULL` : endsWithSql(text, expected);
    default:
      return ordered(text, operator, sql`${expected}`);
  }
}

function ordered(left: Sql, operator: ComparisonOperator, right: Sql): Sql {
  if (operator === 'co' || operator === 'sw' || operator === 'ew') throw new Error(`${operator} is no order`);
  return sql`${left} ${trustedSql(ORDERS[operator])} ${right}`;
}
