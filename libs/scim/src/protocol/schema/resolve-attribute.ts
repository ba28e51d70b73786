import type { AttributeDefinition } from './attribute-definition.js';
import type { ResourceType } from './resource-type.js';
import type { SchemaDefinition } from './schema-definition.js';

/** An attribute of a resource type that a name was found to mean. */
export interface AttributeReference {
  /** Canonical spelling: `emails`, `name.givenName`, `urn:…:enterprise:2.0:User:manager.value`. */
  readonly path: string;
  /** Where it stands in a resource: `['name', 'givenName']`, `['urn:…:enterprise:2.0:User', 'manager', 'value']`. */
  readonly segments: readonly string[];
  /** The extension that it belongs to; undefined at the top level of the resource. */
  readonly extension: SchemaDefinition | undefined;
  readonly attribute: AttributeDefinition;
  readonly subAttribute: AttributeDefinition | undefined;
  /** `subAttribute`, else `attribute`: what a value is compared with. */
  readonly leaf: AttributeDefinition;
}

/** A container of attributes: the top level of the resource, or one extension. */
interface Container {
  readonly extension: SchemaDefinition | undefined;
  readonly attributes: ReadonlyMap<string, AttributeDefinition>;
}

interface Names {
  readonly top: Container;
  /** By the lower-cased URI. */
  readonly containers: ReadonlyMap<string, Container>;
}

const byName = (attributes: readonly AttributeDefinition[]) =>
  new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));

const namesOf = new WeakMap<ResourceType, Names>();
const subAttributesOf = new WeakMap<AttributeDefinition, ReadonlyMap<string, AttributeDefinition>>();

function names(type: ResourceType): Names {
  const known = namesOf.get(type);
  if (known) return known;
  const top: Container = { extension: undefined, attributes: byName(type.attributes) };
  const containers = new Map([[type.schema.id.toLowerCase(), top]]);
  for (const { schema } of type.extensions) {
    containers.set(schema.id.toLowerCase(), { extension: schema, attributes: byName(schema.attributes) });
  }
  const made: Names = { top, containers };
  namesOf.set(type, made);
  return made;
}

/** The sub-attribute of that name, whatever its case; undefined where there is none. */
export function findSubAttribute(attribute: AttributeDefinition, name: string): AttributeDefinition | undefined {
  let map = subAttributesOf.get(attribute);
  if (!map) subAttributesOf.set(attribute, (map = byName(attribute.subAttributes ?? [])));
  return map.get(name.toLowerCase());
}

/** The top-level attribute of that plain name, whatever its case. */
export function findAttribute(type: ResourceType, name: string): AttributeDefinition | undefined {
  return names(type).top.attributes.get(name.toLowerCase());
}

/** The attribute of that plain name in an extension, whatever its case. */
export function findExtensionAttribute(
  type: ResourceType,
  extension: SchemaDefinition,
  name: string,
): AttributeDefinition | undefined {
  return names(type).containers.get(extension.id.toLowerCase())?.attributes.get(name.toLowerCase());
}

/** The schema of the resource type with that URI (its own or an extension's), whatever the case. */
export function findSchema(type: ResourceType, uri: string): SchemaDefinition | undefined {
  const container = names(type).containers.get(uri.toLowerCase());
  return container && (container.extension ?? type.schema);
}

/** Splits `urn:…:User:name.givenName` into the container that the URN names, and the rest. */
function containerOf(type: ResourceType, name: string): { container: Container; rest: string } | undefined {
  const lower = name.toLowerCase();
  for (const [uri, container] of names(type).containers) {
    if (lower.startsWith(`${uri}:`)) return { container, rest: name.slice(uri.length + 1) };
  }
  return name.includes(':') ? undefined : { container: names(type).top, rest: name };
}

/** The reference to an attribute, or to one of its sub-attributes. */
export function referenceTo(
  extension: SchemaDefinition | undefined,
  attribute: AttributeDefinition,
  subAttribute?: AttributeDefinition,
): AttributeReference {
  const inside = subAttribute ? [attribute.name, subAttribute.name] : [attribute.name];
  const path = inside.join('.');
  return {
    path: extension ? `${extension.id}:${path}` : path,
    segments: extension ? [extension.id, ...inside] : inside,
    extension,
    attribute,
    subAttribute,
    leaf: subAttribute ?? attribute,
  };
}

/**
 * Finds what an attribute name means for a resource type (RFC 7644 §3.10): case-insensitive, with or without the URN of
 * its schema, with or without a sub-attribute. Looks into the schemas' own maps alone, so that `__proto__` or
 * `constructor` are as unknown as any other name.
 */
export function resolveAttribute(type: ResourceType, name: string): AttributeReference | undefined {
  const found = containerOf(type, name);
  if (!found) return undefined;
  const [first = '', second, ...more] = found.rest.split('.');
  const attribute = found.container.attributes.get(first.toLowerCase());
  if (!attribute || more.length > 0) return undefined;
  if (second === undefined) return referenceTo(found.container.extension, attribute);
  const subAttribute = findSubAttribute(attribute, second);
  return subAttribute && referenceTo(found.container.extension, attribute, subAttribute);
}
