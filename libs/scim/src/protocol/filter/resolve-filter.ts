import type { ResourceType } from '../schema/resource-type.js';
import {
  findSubAttribute,
  referenceTo,
  resolveAttribute,
  type AttributeReference,
} from '../schema/resolve-attribute.js';
import { excerpt, filterProblem } from './filter-problem.js';
import type { AttributeName, Comparison, Filter, ValuePath } from './filter-syntax.js';
import { resolveValue } from './resolve-value.js';
import type { ResolvedComparison, ResolvedFilter } from './resolved-filter.js';

/**
 * What to do with an attribute that the resource type does not have: refuse it, or take it as unassigned, as
 * RFC 7644 §3.4.2.1 asks where several resource types are searched at once.
 */
export type UnknownAttributes = 'refuse' | 'unassigned';

interface Lookup {
  find(name: AttributeName): AttributeReference | undefined;
  /** Whether names are those of sub-attributes, in the brackets of a value path. */
  readonly insideValuePath: boolean;
}

/**
 * Looks up every name of a filter in the schemas of a resource type and gives every literal the type of its attribute.
 * @throws Problem 400 invalidFilter for an unknown attribute, a secret one, or an operator that does not fit.
 */
export function resolveFilter(
  type: ResourceType,
  filter: Filter,
  unknown: UnknownAttributes = 'refuse',
): ResolvedFilter {
  const find = (name: AttributeName) => {
    const found = resolveAttribute(type, name.text);
    if (!found && unknown === 'refuse') throw unknownAttribute(name, `an attribute of ${type.name}`);
    return found;
  };
  return resolve(filter, { find, insideValuePath: false });
}

/**
 * The same for what stands in the brackets of a value path: names are those of `parent`'s sub-attributes.
 * @throws Problem 400 invalidFilter
 */
export function resolveValueFilter(parent: AttributeReference, filter: Filter): ResolvedFilter {
  const find = (name: AttributeName) => {
    const subAttribute = findSubAttribute(parent.attribute, name.text);
    if (!subAttribute) throw unknownAttribute(name, `a sub-attribute of ${parent.attribute.name}`);
    return referenceTo(parent.extension, parent.attribute, subAttribute);
  };
  return resolve(filter, { find, insideValuePath: true });
}

function unknownAttribute(name: AttributeName, expected: string) {
  return filterProblem(name.position, `expected ${expected}, received ${excerpt(name.text)}`);
}

function resolve(filter: Filter, lookup: Lookup): ResolvedFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map((operand) => resolve(operand, lookup)) };
    case 'not':
      return { kind: 'not', operand: resolve(filter.operand, lookup) };
    case 'valuePath':
      return resolveValuePath(filter, lookup);
    case 'comparison':
      return resolveComparison(filter, lookup);
    case 'present': {
      const target = lookup.find(filter.attribute);
      if (!target) return { kind: 'constant', value: false };
      refuseSecret(target, filter.attribute);
      return { kind: 'present', target, position: filter.attribute.position };
    }
  }
}

function resolveValuePath(filter: ValuePath, lookup: Lookup): ResolvedFilter {
  const { attribute } = filter;
  const target = lookup.find(attribute);
  if (!target) return { kind: 'constant', value: false };
  if (target.leaf.type !== 'complex') {
    throw filterProblem(
      attribute.position,
      `expected an attribute with sub-attributes before "[", received ${excerpt(attribute.text)}`,
    );
  }
  return { kind: 'valuePath', target, filter: resolveValueFilter(target, filter.filter), position: attribute.position };
}

function resolveComparison(comparison: Comparison, lookup: Lookup): ResolvedFilter {
  const { attribute, operator } = comparison;
  const found = lookup.find(attribute);
  if (!found) return { kind: 'constant', value: holdsForUnassigned(comparison) };
  const target = comparable(found, attribute);
  refuseSecret(target, attribute);
  const value = resolveValue(comparison, target.leaf);
  const resolved: ResolvedComparison = { kind: 'comparison', target, operator, value, position: attribute.position };
  return isPrimary(target) && value.type === 'boolean' ? assumeFalse(resolved, value.value, lookup) : resolved;
}

const isPrimary = ({ attribute, subAttribute }: AttributeReference): boolean =>
  attribute.multiValued && subAttribute?.name === 'primary';

/** RFC 7643 §2.4: a value whose `primary` is not given is not primary, so `primary eq false` is "not primary eq true". */
function assumeFalse(comparison: ResolvedComparison, expected: boolean, lookup: Lookup): ResolvedFilter {
  const { target, operator, position } = comparison;
  const isTrue: ResolvedComparison = { ...comparison, operator: 'eq', value: { type: 'boolean', value: true } };
  if (expected === (operator === 'eq')) return isTrue;
  const isFalse: ResolvedFilter = { kind: 'not', operand: isTrue };
  if (lookup.insideValuePath) return isFalse;
  return { kind: 'valuePath', target: referenceTo(target.extension, target.attribute), filter: isFalse, position };
}

/** Null is identical with null, and not identical with anything else (see ResolvedFilter). */
function holdsForUnassigned({ operator, literal }: Comparison): boolean {
  return literal === null ? operator === 'eq' : operator === 'ne';
}

/** `emails eq "x"` compares `emails.value` (RFC 7643 §2.4: value is the significant sub-attribute). */
function comparable(target: AttributeReference, name: AttributeName): AttributeReference {
  if (target.leaf.type !== 'complex') return target;
  const value = findSubAttribute(target.attribute, 'value');
  if (value) return referenceTo(target.extension, target.attribute, value);
  const example = target.attribute.subAttributes?.[0]?.name ?? 'value';
  throw filterProblem(
    name.position,
    `expected a sub-attribute such as ${target.path}.${example}, received ${excerpt(name.text)}`,
  );
}

function refuseSecret(target: AttributeReference, name: AttributeName): void {
  if (target.leaf.returned !== 'never') return;
  throw filterProblem(name.position, `expected an attribute that can be read, received ${target.path}`);
}
