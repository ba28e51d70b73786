import { foldCase } from '@app/kernel';
import type { AttributeReference } from '../schema/resolve-attribute.js';
import { compareText } from './compare-text.js';
import { parseInstant } from './parse-instant.js';
import type { ComparisonValue, ResolvedComparison, ResolvedFilter } from './resolved-filter.js';

/**
 * Whether a resource, in canonical spelling, matches a filter: plain evaluation in memory, for value paths in PATCH and
 * as the measure that the translation to SQL is tested against. Lists are never filtered with it.
 */
export function matches(filter: ResolvedFilter, resource: object): boolean {
  return evaluate(filter, (target) => valuesAt(resource, target.segments));
}

/** Whether one value of a complex attribute matches the filter of a value path. */
export function matchesValue(filter: ResolvedFilter, value: unknown): boolean {
  return evaluate(filter, (target) => valuesAt(value, [target.leaf.name]));
}

type Read = (target: AttributeReference) => unknown[];

function evaluate(filter: ResolvedFilter, read: Read): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => evaluate(operand, read));
    case 'or':
      return filter.operands.some((operand) => evaluate(operand, read));
    case 'not':
      return !evaluate(filter.operand, read);
    case 'constant':
      return filter.value;
    case 'present':
      return read(filter.target).some(isAssigned);
    case 'valuePath':
      return read(filter.target).some((value) => isAssigned(value) && matchesValue(filter.filter, value));
    case 'comparison':
      return read(filter.target).some((value) => compares(filter, value));
  }
}

/** The values at a place, each multi-valued attribute on the way spread out; null where a value is missing. */
function valuesAt(from: unknown, segments: readonly string[]): unknown[] {
  let values: unknown[] = [from];
  for (const segment of segments) values = values.flatMap((value) => spread(own(value, segment)));
  return values;
}

function spread(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [value];
  return value.length > 0 ? value : [null];
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  return (value as Record<string, unknown>)[key] ?? null;
}

function isAssigned(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  return typeof value !== 'object' || Object.values(value).some(isAssigned);
}

function compares({ operator, value: expected }: ResolvedComparison, actual: unknown): boolean {
  if (expected.type === 'null') return isAssigned(actual) === (operator === 'ne');
  const order = orderOf(expected, actual);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order !== undefined && order > 0;
    case 'ge':
      return order !== undefined && order >= 0;
    case 'lt':
      return order !== undefined && order < 0;
    case 'le':
      return order !== undefined && order <= 0;
    case 'co':
      return textOf(expected, actual)?.includes(foldedOf(expected)) ?? false;
    case 'sw':
      return textOf(expected, actual)?.startsWith(foldedOf(expected)) ?? false;
    case 'ew':
      return textOf(expected, actual)?.endsWith(foldedOf(expected)) ?? false;
  }
}

/** Negative, 0 or positive: how the stored value stands to the expected one; undefined where it cannot be compared. */
function orderOf(expected: ComparisonValue, actual: unknown): number | undefined {
  switch (expected.type) {
    case 'text': {
      const text = textOf(expected, actual);
      return text === undefined ? undefined : compareText(text, expected.folded);
    }
    case 'boolean':
      return typeof actual === 'boolean' ? Number(actual) - Number(expected.value) : undefined;
    case 'number':
      return typeof actual === 'number' ? actual - expected.value : undefined;
    case 'instant': {
      const millis = typeof actual === 'string' ? parseInstant(actual) : undefined;
      return millis === undefined ? undefined : millis - expected.millis;
    }
    case 'null':
      return isAssigned(actual) ? undefined : 0;
  }
}

function textOf(expected: ComparisonValue, actual: unknown): string | undefined {
  if (typeof actual !== 'string') return undefined;
  return expected.type === 'text' && !expected.caseExact ? foldCase(actual) : actual;
}

const foldedOf = (expected: ComparisonValue): string => (expected.type === 'text' ? expected.folded : '');
