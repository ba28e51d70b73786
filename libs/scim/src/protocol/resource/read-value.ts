import type { AttributeDefinition } from '../schema/attribute-definition.js';
import { findSubAttribute } from '../schema/resolve-attribute.js';
import { describe, invalidValue, isUnassigned, readSimpleValue } from './read-simple-value.js';
import type { ScimResource } from './scim-resource.js';

/** What only describes a value: an entry that has nothing else is none. Okta and Entra send such for what is empty. */
const LABELS: ReadonlySet<string> = new Set(['type', 'primary', 'display']);

/** A complex value, apart what it sets and what it unassigns. */
export interface ComplexParts {
  readonly values: ScimResource;
  readonly cleared: readonly string[];
}

/** The sub-attributes that a client writes: names in any case, unknown and read-only ones dropped. */
export function readComplexParts(definition: AttributeDefinition, input: unknown, path: string): ComplexParts {
  const values: ScimResource = {};
  const cleared: string[] = [];
  for (const [key, value] of Object.entries(asObject(definition, input, path))) {
    const sub = findSubAttribute(definition, key);
    if (!sub || sub.mutability === 'readOnly') continue;
    if (Object.hasOwn(values, sub.name) || cleared.includes(sub.name)) {
      throw invalidValue(`${path}.${sub.name}`, 'one value', 'two under names that differ in case');
    }
    if (isUnassigned(value)) cleared.push(sub.name);
    else values[sub.name] = readSimpleValue(sub, value, `${path}.${sub.name}`);
  }
  return { values, cleared };
}

/** A bare value stands for `{value}`; a list of one for its only entry (older Entra, for the manager). */
function asObject(definition: AttributeDefinition, input: unknown, path: string): object {
  const only = Array.isArray(input) && input.length === 1 ? (input[0] as unknown) : input;
  if (typeof only === 'object' && only !== null && !Array.isArray(only)) return only;
  if (typeof only === 'string' && findSubAttribute(definition, 'value')) return { value: only };
  throw invalidValue(path, 'an object', describe(input));
}

/** Whether an entry of a multi-valued attribute, or a singular complex value, says anything. */
export function isSignificant(definition: AttributeDefinition, value: ScimResource): boolean {
  const names = Object.keys(value);
  return definition.multiValued ? names.some((name) => !LABELS.has(name)) : names.length > 0;
}

/** One complex value; undefined where nothing is left of it. */
export function readComplexValue(
  definition: AttributeDefinition,
  input: unknown,
  path: string,
): ScimResource | undefined {
  if (isUnassigned(input)) return undefined;
  const { values } = readComplexParts(definition, input, path);
  const missing = definition.subAttributes?.find((sub) => sub.required && !Object.hasOwn(values, sub.name));
  if (missing) throw invalidValue(`${path}.${missing.name}`, 'a value', 'nothing');
  return isSignificant(definition, values) ? values : undefined;
}

/** The entries of a multi-valued complex attribute; a single entry may stand without a list. */
export function readEntries(definition: AttributeDefinition, input: unknown, path: string): ScimResource[] {
  const inputs: unknown[] = Array.isArray(input) ? input : [input];
  checkCount(definition, inputs.length, path);
  const entries: ScimResource[] = [];
  inputs.forEach((entry, index) => {
    const value = readComplexValue(definition, entry, `${path}[${index}]`);
    if (value) entries.push(value);
  });
  checkPrimaries(entries, path);
  return entries;
}

export function checkCount(definition: AttributeDefinition, count: number, path: string): void {
  if (count > definition.maxValues) {
    throw invalidValue(path, `at most ${definition.maxValues} values`, String(count));
  }
}

/** RFC 7643 §2.4: primary is true at most once. */
function checkPrimaries(entries: readonly ScimResource[], path: string): void {
  const count = entries.filter((entry) => entry.primary === true).length;
  if (count > 1) throw invalidValue(path, 'at most one value with primary true', String(count));
}

/**
 * A whole attribute as POST and PUT carry it; undefined where it is unassigned.
 * @throws Problem 400 invalidValue
 */
export function readValue(definition: AttributeDefinition, input: unknown, path: string): unknown {
  if (isUnassigned(input)) return undefined;
  if (definition.type !== 'complex') return readSimpleValue(definition, input, path);
  if (!definition.multiValued) return readComplexValue(definition, input, path);
  const entries = readEntries(definition, input, path);
  return entries.length > 0 ? entries : undefined;
}
