import type { AttributeDefinition } from './attribute-definition.js';
import { commonAttributes } from './common-attributes.js';
import { enterpriseUserSchema } from './enterprise-user-schema.js';
import { groupSchema } from './group-schema.js';
import type { SchemaDefinition } from './schema-definition.js';
import { userSchema } from './user-schema.js';

export interface SchemaExtension {
  readonly schema: SchemaDefinition;
  readonly required: boolean;
}

/** A kind of resource: its endpoint, its schema and its extensions (RFC 7643 §6). */
export interface ResourceType {
  /** Name and id, such as `User`. */
  readonly name: string;
  /** Path below the base address, such as `/Users`. */
  readonly endpoint: string;
  readonly description: string;
  readonly schema: SchemaDefinition;
  readonly extensions: readonly SchemaExtension[];
  /** The attributes at the top level of a resource: the common ones, then those of the schema. */
  readonly attributes: readonly AttributeDefinition[];
}

function resourceType(definition: Omit<ResourceType, 'attributes'>): ResourceType {
  return { ...definition, attributes: [...commonAttributes, ...definition.schema.attributes] };
}

export const USER: ResourceType = resourceType({
  name: 'User',
  endpoint: '/Users',
  description: 'User Account',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema, required: false }],
});

export const GROUP: ResourceType = resourceType({
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group',
  schema: groupSchema,
  extensions: [],
});

export const resourceTypes: readonly ResourceType[] = [USER, GROUP];
