import { foldCase } from '@app/kernel';
import type { AttributeDefinition } from '../schema/attribute-definition.js';
import { excerpt, filterProblem } from './filter-problem.js';
import type { Comparison, ComparisonOperator } from './filter-syntax.js';
import { parseInstant } from './parse-instant.js';
import type { ComparisonValue } from './resolved-filter.js';

const EQUALITY: readonly ComparisonOperator[] = ['eq', 'ne'];
const ORDER: readonly ComparisonOperator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const TEXT: readonly ComparisonOperator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];

/** RFC 7644 table 3: booleans and binary values have no order; only text has parts. */
function operatorsOf(attribute: AttributeDefinition): readonly ComparisonOperator[] {
  switch (attribute.type) {
    case 'boolean':
    case 'binary':
    case 'complex':
      return EQUALITY;
    case 'integer':
    case 'decimal':
    case 'dateTime':
      return ORDER;
    case 'string':
    case 'reference':
      return TEXT;
  }
}

function checkOperator(comparison: Comparison, attribute: AttributeDefinition): void {
  const allowed = comparison.literal === null ? EQUALITY : operatorsOf(attribute);
  if (allowed.includes(comparison.operator)) return;
  const what = comparison.literal === null ? 'null' : `${attribute.name}, which is of type ${attribute.type}`;
  throw filterProblem(
    comparison.attribute.position,
    `expected one of ${allowed.join(', ')}, pr for ${what}, received ${comparison.operator}`,
  );
}

function mismatch(comparison: Comparison, attribute: AttributeDefinition, expected: string) {
  const received = excerpt(JSON.stringify(comparison.literal));
  return filterProblem(comparison.literalPosition, `expected ${expected} for ${attribute.name}, received ${received}`);
}

function toBoolean(comparison: Comparison, attribute: AttributeDefinition): ComparisonValue {
  const word = String(comparison.literal).toLowerCase();
  if (typeof comparison.literal === 'number' || (word !== 'true' && word !== 'false')) {
    throw mismatch(comparison, attribute, 'true or false');
  }
  return { type: 'boolean', value: word === 'true' };
}

function toInstant(comparison: Comparison, attribute: AttributeDefinition): ComparisonValue {
  const text = comparison.literal;
  const millis = typeof text === 'string' ? parseInstant(text) : undefined;
  if (typeof text !== 'string' || millis === undefined) {
    throw mismatch(comparison, attribute, 'a date and time such as "2026-01-31T09:00:00Z"');
  }
  return { type: 'instant', millis, text };
}

function toText(comparison: Comparison, attribute: AttributeDefinition): ComparisonValue {
  const { literal } = comparison;
  if (typeof literal !== 'string') throw mismatch(comparison, attribute, 'a text in double quotes');
  const { caseExact } = attribute;
  return { type: 'text', value: literal, folded: caseExact ? literal : foldCase(literal), caseExact };
}

/**
 * The literal of a comparison as a value of the attribute's type.
 * @throws Problem 400 invalidFilter where operator, literal and type do not fit together.
 */
export function resolveValue(comparison: Comparison, attribute: AttributeDefinition): ComparisonValue {
  checkOperator(comparison, attribute);
  if (comparison.literal === null) return { type: 'null' };
  switch (attribute.type) {
    case 'boolean':
      return toBoolean(comparison, attribute);
    case 'dateTime':
      return toInstant(comparison, attribute);
    case 'integer':
    case 'decimal':
      if (typeof comparison.literal !== 'number') throw mismatch(comparison, attribute, 'a number');
      return { type: 'number', value: comparison.literal };
    case 'string':
    case 'reference':
    case 'binary':
    case 'complex':
      return toText(comparison, attribute);
  }
}
