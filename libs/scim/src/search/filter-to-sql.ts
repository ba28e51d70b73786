import { endsWithSql, holdsSql, joinSql, sql, startsWithSql, trustedSql, type Sql } from '@app/persistence';
import type { AttributeReference, ComparisonOperator, ComparisonValue, ResolvedComparison, ResolvedFilter } from '../protocol/index.js';
import type { Scalar, Sources } from './sources.js';

/** Finds the value of a sub-attribute, in the brackets of a value path. */
type Place = (target: AttributeReference) => Scalar;

/**
 * Translates a filter into a condition that means the same as `matches` of the protocol. Unknown (NULL) counts as false, as in WHERE:
 * a negation therefore is `IS NOT TRUE`.
 */
export function filterToSql(filter: ResolvedFilter, sources: Sources): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return combine(filter.kind, filter.operands.map((operand) => filterToSql(operand, sources)));
    case 'not':
      return not(filterToSql(filter.operand, sources));
    case 'constant':
      return filter.value ? sql`TRUE` : sql`FALSE`;
    case 'present':
      return isPresent(filter.target, sources);
    case 'valuePath':
      return valuePath(filter.target, filter.filter, sources);
    case 'comparison':
      return comparison(filter, sources);
  }
}

function combine(kind: 'and' | 'or', operands: readonly Sql[]): Sql {
  return sql`(${joinSql(operands, kind === 'and' ? ' AND ' : ' OR ')})`;
}

const not = (condition: Sql): Sql => sql`((${condition}) IS NOT TRUE)`;

/** The condition inside the brackets: of one value, so that nothing in it has several. */
export function conditionOfValue(filter: ResolvedFilter, place: Place): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return combine(filter.kind, filter.operands.map((operand) => conditionOfValue(operand, place)));
    case 'not':
      return not(conditionOfValue(filter.operand, place));
    case 'constant':
      return filter.value ? sql`TRUE` : sql`FALSE`;
    case 'present':
      return isAssigned(place(filter.target));
    case 'comparison':
      return compare(place(filter.target), filter.operator, filter.value);
    case 'valuePath':
      throw new Error('A value path holds no value path');
  }
}

function valuePath(target: AttributeReference, inside: ResolvedFilter, sources: Sources): Sql {
  if (!target.attribute.multiValued) {
    return sql`(${isPresent(target, sources)} AND ${conditionOfValue(inside, (sub) => sources.scalar(sub))})`;
  }
  const { from, where, scalar } = sources.rows(target);
  return sql`EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${conditionOfValue(inside, (sub) => scalar(sub.subAttribute))})`;
}

function isPresent(target: AttributeReference, sources: Sources): Sql {
  const { attribute, subAttribute } = target;
  if (attribute.multiValued) {
    const { from, where, scalar } = sources.rows(target);
    const assigned = subAttribute ? sql` AND ${isAssigned(scalar(subAttribute))}` : sql``;
    return sql`EXISTS (SELECT 1 FROM ${from} WHERE ${where}${assigned})`;
  }
  if (!attribute.subAttributes || subAttribute) return isAssigned(sources.scalar(target));
  const parts = attribute.subAttributes.map((sub) => isAssigned(sources.scalar(partOf(target, sub.name))));
  return combine('or', parts);
}

/** A sub-attribute of a complex attribute. */
function partOf(target: AttributeReference, name: string): AttributeReference {
  const sub = target.attribute.subAttributes?.find((candidate) => candidate.name === name);
  if (!sub) throw new Error(`${target.path} has no ${name}`);
  return { ...target, path: `${target.path}.${name}`, segments: [...target.segments, name], subAttribute: sub, leaf: sub };
}

function comparison({ target, operator, value }: ResolvedComparison, sources: Sources): Sql {
  if (!target.attribute.multiValued) return compare(sources.scalar(target), operator, value);
  const { from, where, scalar } = sources.rows(target);
  const some = sql`EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${compare(scalar(target.subAttribute), operator, value)})`;
  return holdsForUnassigned(operator, value) ? sql`(${some} OR NOT EXISTS (SELECT 1 FROM ${from} WHERE ${where}))` : some;
}

/** What is unassigned has the one value null (RFC 7643 §2.5). */
function holdsForUnassigned(operator: ComparisonOperator, value: ComparisonValue): boolean {
  return operator === (value.type === 'null' ? 'eq' : 'ne');
}

function isAssigned(scalar: Scalar): Sql {
  return sql`${valueOf(scalar)} IS NOT NULL`;
}

function valueOf(scalar: Scalar): Sql {
  if (scalar.type === 'text') return scalar.exact;
  return scalar.type === 'flag' ? sql`(${scalar.value})` : scalar.millis;
}

const ORDERS = { eq: '=', ne: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function compare(scalar: Scalar, operator: ComparisonOperator, value: ComparisonValue): Sql {
  if (value.type === 'null') return operator === 'eq' ? not(isAssigned(scalar)) : isAssigned(scalar);
  if (operator === 'ne') return not(compare(scalar, 'eq', value));
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
