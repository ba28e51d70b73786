import { joinSql, sql, type Sql } from '@app/persistence';
import type { AttributeReference, ComparisonOperator, ComparisonValue, ResolvedComparison, ResolvedFilter } from '../protocol/index.js';
import { compareSql, isAssignedSql, notSql } from './compare-sql.js';
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
      return notSql(filterToSql(filter.operand, sources));
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

/** The condition inside the brackets: of one value, so that nothing in it has several. */
export function conditionOfValue(filter: ResolvedFilter, place: Place): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return combine(filter.kind, filter.operands.map((operand) => conditionOfValue(operand, place)));
    case 'not':
      return notSql(conditionOfValue(filter.operand, place));
    case 'constant':
      return filter.value ? sql`TRUE` : sql`FALSE`;
    case 'present':
      return isAssignedSql(place(filter.target));
    case 'comparison':
      return compareSql(place(filter.target), filter.operator, filter.value);
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
    const assigned = subAttribute ? sql` AND ${isAssignedSql(scalar(subAttribute))}` : sql``;
    return sql`EXISTS (SELECT 1 FROM ${from} WHERE ${where}${assigned})`;
  }
  if (!attribute.subAttributes || subAttribute) return isAssignedSql(sources.scalar(target));
  const parts = attribute.subAttributes.map((sub) => isAssignedSql(sources.scalar(partOf(target, sub.name))));
  return combine('or', parts);
}

/** A sub-attribute of a complex attribute. */
function partOf(target: AttributeReference, name: string): AttributeReference {
  const sub = target.attribute.subAttributes?.find((candidate) => candidate.name === name);
  if (!sub) throw new Error(`${target.path} has no ${name}`);
  return { ...target, path: `${target.path}.${name}`, segments: [...target.segments, name], subAttribute: sub, leaf: sub };
}

function comparison({ target, operator, value }: ResolvedComparison, sources: Sources): Sql {
  if (!target.attribute.multiValued) return compareSql(sources.scalar(target), operator, value);
  const { from, where, scalar } = sources.rows(target);
  const some = sql`EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${compareSql(scalar(target.subAttribute), operator, value)})`;
  return holdsForUnassigned(operator, value) ? sql`(${some} OR NOT EXISTS (SELECT 1 FROM ${from} WHERE ${where}))` : some;
}

/** What is unassigned has the one value null (RFC 7643 §2.5). */
function holdsForUnassigned(operator: ComparisonOperator, value: ComparisonValue): boolean {
  return operator === (value.type === 'null' ? 'eq' : 'ne');
}
