import { LIMITS } from '../limits.js';
import type { AttributeDefinition } from './attribute-definition.js';
import { enterpriseUserSchema } from './enterprise-user-schema.js';
import { groupSchema } from './group-schema.js';
import { RESOURCE_TYPE, SCHEMA, SERVICE_PROVIDER_CONFIG, type SchemaDefinition } from './schema-definition.js';
import type { ResourceType } from './resource-type.js';
import { userSchema } from './user-schema.js';

/** A document as it is sent. */
export type JsonObject = Record<string, unknown>;

export const schemaDefinitions: readonly SchemaDefinition[] = [userSchema, enterpriseUserSchema, groupSchema];

function renderAttribute(attribute: AttributeDefinition): JsonObject {
  const { canonicalValues, referenceTypes, subAttributes } = attribute;
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.multiValued,
    description: attribute.description,
    required: attribute.required,
    caseExact: attribute.caseExact,
    mutability: attribute.mutability,
    returned: attribute.returned,
    uniqueness: attribute.uniqueness,
    ...(canonicalValues && { canonicalValues }),
    ...(referenceTypes && { referenceTypes }),
    ...(subAttributes && { subAttributes: subAttributes.map(renderAttribute) }),
  };
}

/** A document of `/Schemas` (RFC 7643 §7). `baseUrl` is the address of the service, without a slash at its end. */
export function renderSchema(schema: SchemaDefinition, baseUrl: string): JsonObject {
  return {
    schemas: [SCHEMA],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(renderAttribute),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
  };
}

/** A document of `/ResourceTypes` (RFC 7643 §6). */
export function renderResourceType(type: ResourceType, baseUrl: string): JsonObject {
  return {
    schemas: [RESOURCE_TYPE],
    id: type.name,
    name: type.name,
    description: type.description,
    endpoint: type.endpoint,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` },
  };
}

const basic = {
  type: 'httpbasic',
  name: 'HTTP Basic',
  description: 'The user name and password that the integration shows when SCIM is enabled.',
  specUri: 'https://www.rfc-editor.org/info/rfc7617',
  primary: true,
};
const bearer = {
  type: 'oauthbearertoken',
  name: 'Bearer token',
  description: 'The token that the integration shows when SCIM is enabled, for clients that cannot send HTTP Basic.',
  specUri: 'https://www.rfc-editor.org/info/rfc6750',
  primary: false,
};

export interface ServiceProviderSettings {
  readonly baseUrl: string;
  /** How long a cursor can be used, in seconds. */
  readonly cursorTimeout: number;
  readonly documentationUri?: string;
}

/** The document of `/ServiceProviderConfig` (RFC 7643 §5, RFC 9865 §4). */
export function renderServiceProviderConfig(settings: ServiceProviderSettings): JsonObject {
  const { baseUrl, cursorTimeout, documentationUri } = settings;
  return {
    schemas: [SERVICE_PROVIDER_CONFIG],
    ...(documentationUri && { documentationUri }),
    patch: { supported: true },
    bulk: {
      supported: true,
      maxOperations: LIMITS.bulk.operations,
      maxPayloadSize: LIMITS.bulk.payloadBytes,
    },
    filter: { supported: true, maxResults: LIMITS.page.maxCount },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: LIMITS.page.defaultCount,
      maxPageSize: LIMITS.page.maxCount,
      cursorTimeout,
    },
    authenticationSchemes: [basic, bearer],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}
