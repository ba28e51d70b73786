import type { AttributeDefinition } from '../schema/attribute-definition.js';
import { findSchema, resolveAttribute } from '../schema/resolve-attribute.js';
import type { ResourceType } from '../schema/resource-type.js';
import type { ScimResource } from '../resource/scim-resource.js';

/** Which attributes an answer shows (RFC 7644 §3.9, RFC 7643 §7 `returned`). Made once, used for every resource. */
export interface Projection {
  /** The part of a resource that is shown. */
  project<R extends object>(resource: R): R;
  /** Whether the top-level attribute is shown at all: what is costly to load need not be. */
  shows(attribute: string): boolean;
}

export interface ProjectionRequest {
  readonly attributes?: readonly string[] | undefined;
  readonly excludedAttributes?: readonly string[] | undefined;
}

/** Lower-cased paths: of attributes, of sub-attributes, of extensions. */
interface Names {
  /** Named as a whole. */
  readonly whole: ReadonlySet<string>;
  /** Of which a part is named. */
  readonly part: ReadonlySet<string>;
}

/**
 * Names that the resource type does not have are passed over: they could show nothing.
 * `returned: always` is always shown, `never` never, `request` when named, `default` unless others are named.
 */
export function projectionOf(type: ResourceType, request: ProjectionRequest): Projection {
  const wanted = request.attributes && namesOf(type, request.attributes);
  const excluded = namesOf(type, request.excludedAttributes ?? []);
  const shown: Shown = (definition, path, parents) => {
    if (definition.returned === 'always' || definition.returned === 'never') return definition.returned === 'always';
    if (wanted) return isNamed(wanted, path, parents) || wanted.part.has(path.toLowerCase());
    return definition.returned === 'default' && !isNamed(excluded, path, parents);
  };
  return {
    project: <R extends object>(resource: R) => projectResource(type, resource as ScimResource, shown) as R,
    shows: (name) =>
      type.attributes.some((attribute) => attribute.name === name && shown(attribute, name, [type.schema.id])),
  };
}

/** One resource; for many, make the projection once. */
export function project<R extends object>(type: ResourceType, resource: R, request: ProjectionRequest): R {
  return projectionOf(type, request).project(resource);
}

type Shown = (definition: AttributeDefinition, path: string, parents: readonly string[]) => boolean;

/** Whether the attribute is named, or something that it is a part of. */
function isNamed({ whole }: Names, path: string, parents: readonly string[]): boolean {
  return whole.has(path.toLowerCase()) || parents.some((parent) => whole.has(parent.toLowerCase()));
}

function namesOf(type: ResourceType, names: readonly string[]): Names {
  const whole = new Set<string>();
  const part = new Set<string>();
  for (const name of names) {
    const schema = findSchema(type, name);
    if (schema) whole.add(schema.id.toLowerCase());
    const found = schema ? undefined : resolveAttribute(type, name);
    if (!found) continue;
    whole.add(found.path.toLowerCase());
    if (found.subAttribute) part.add(found.path.slice(0, found.path.lastIndexOf('.')).toLowerCase());
  }
  return { whole, part };
}

function projectResource(type: ResourceType, resource: ScimResource, shown: Shown): ScimResource {
  const core = type.schema.id;
  const result = projectAttributes(type.attributes, resource, '', [core], shown);
  for (const { schema } of type.extensions) {
    const container = resource[schema.id];
    if (container === undefined) continue;
    const part = projectAttributes(schema.attributes, container as ScimResource, `${schema.id}:`, [schema.id], shown);
    if (Object.keys(part).length > 0) result[schema.id] = part;
  }
  return result;
}

function projectAttributes(
  definitions: readonly AttributeDefinition[],
  from: ScimResource,
  prefix: string,
  parents: readonly string[],
  shown: Shown,
): ScimResource {
  const result: ScimResource = {};
  for (const definition of definitions) {
    const value = from[definition.name];
    const path = `${prefix}${definition.name}`;
    if (value === undefined || value === null || !shown(definition, path, parents)) continue;
    const part = definition.subAttributes ? projectComplex(definition, value, path, parents, shown) : value;
    if (part !== undefined) result[definition.name] = part;
  }
  return result;
}

function projectComplex(
  definition: AttributeDefinition,
  value: unknown,
  path: string,
  parents: readonly string[],
  shown: Shown,
): unknown {
  // Decided once and not per value: a group may have 100,000 members.
  const visible = (definition.subAttributes ?? [])
    .filter((sub) => shown(sub, `${path}.${sub.name}`, [...parents, path]))
    .map(({ name }) => name);
  if (!Array.isArray(value)) {
    const part = pick(value as ScimResource, visible);
    return isEmpty(part) ? undefined : part;
  }
  const parts = value.map((entry) => pick(entry as ScimResource, visible)).filter((part) => !isEmpty(part));
  return parts.length > 0 || value.length === 0 ? parts : undefined;
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

function pick(from: ScimResource, names: readonly string[]): ScimResource {
  const result: ScimResource = {};
  for (const name of names) {
    const value = from[name];
    if (value !== undefined && value !== null) result[name] = value;
  }
  return result;
}
