import type { ResolvedFilter } from '../filter/resolved-filter.js';
import { resolveValueFilter } from '../filter/resolve-filter.js';
import type { AttributeDefinition } from '../schema/attribute-definition.js';
import type { ResourceType } from '../schema/resource-type.js';
import {
  findSchema,
  findSubAttribute,
  referenceTo,
  resolveAttribute,
  type AttributeReference,
} from '../schema/resolve-attribute.js';
import type { SchemaDefinition } from '../schema/schema-definition.js';
import { parsePath, pathProblem, type Path } from './parse-path.js';

/** What a path of PATCH means. */
export type PatchTarget =
  | { readonly kind: 'schema'; readonly schema: SchemaDefinition }
  | {
      readonly kind: 'attribute';
      /** The attribute itself, without sub-attribute. */
      readonly reference: AttributeReference;
      /** Which of its values; all where undefined. */
      readonly filter: ResolvedFilter | undefined;
      readonly subAttribute: AttributeDefinition | undefined;
    };

/** What a parsed path means for a resource type; undefined where its name is unknown. */
export function findTarget(type: ResourceType, path: Path): PatchTarget | undefined {
  const schema = path.filter ? undefined : findSchema(type, path.name);
  if (schema) return { kind: 'schema', schema };
  const found = resolveAttribute(type, path.name);
  if (!found) return undefined;
  const reference = found.subAttribute ? referenceTo(found.extension, found.attribute) : found;
  if (!path.filter) return { kind: 'attribute', reference, filter: undefined, subAttribute: found.subAttribute };
  const { attribute } = reference;
  if (found.subAttribute || !attribute.multiValued || !attribute.subAttributes) {
    throw pathProblem(path.name, 'an attribute with several values before "["');
  }
  const subAttribute = path.subAttribute === undefined ? undefined : findSubAttribute(attribute, path.subAttribute);
  if (path.subAttribute !== undefined && !subAttribute) {
    throw pathProblem(path.subAttribute, `a sub-attribute of ${attribute.name} after "]."`);
  }
  return { kind: 'attribute', reference, filter: resolveValueFilter(reference, path.filter), subAttribute };
}

/**
 * Parses a path and looks it up.
 * @throws Problem 400 invalidPath for a name that the resource type does not have; 400 invalidFilter inside brackets
 */
export function resolvePath(type: ResourceType, text: string): PatchTarget {
  const target = findTarget(type, parsePath(text));
  if (!target) throw pathProblem(text, `an attribute of ${type.name}`);
  return target;
}
