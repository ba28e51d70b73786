import type { ResourceType } from '../schema/resource-type.js';
import type { ScimResource } from './scim-resource.js';

/** The `schemas` of a resource: its type's own, and those of the extensions that have something in it. */
export function schemasOf(type: ResourceType, resource: ScimResource): string[] {
  const extensions = type.extensions.map(({ schema }) => schema.id).filter((id) => resource[id] !== undefined);
  return [type.schema.id, ...extensions];
}
