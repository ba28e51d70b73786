import { BULK_REQUEST, BULK_RESPONSE, ERROR_MESSAGE, GROUP, LIST_RESPONSE, PATCH_OP, SEARCH_REQUEST, USER, type AttributeDefinition, type ResourceType } from '../protocol/index.js';

/** A JSON Schema, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A reference to one of {@link scimSchemas}. */
export const schemaRef = (name: keyof typeof scimSchemas) => ({ $ref: `#/components/schemas/${name}` });

function schemaOf(attribute: AttributeDefinition): JsonSchema {
  const value = { ...valueSchema(attribute), description: attribute.description };
  const readOnly = attribute.mutability === 'readOnly' && { readOnly: true };
  const writeOnly = attribute.mutability === 'writeOnly' && { writeOnly: true };
  if (!attribute.multiValued) return { ...value, ...readOnly, ...writeOnly };
  return { type: 'array', items: valueSchema(attribute), description: attribute.description, ...readOnly };
}

function valueSchema({ type, subAttributes, canonicalValues }: AttributeDefinition): JsonSchema {
  switch (type) {
    case 'complex':
      return { type: 'object', properties: propertiesOf(subAttributes ?? []) };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer' };
    case 'decimal':
      return { type: 'number' };
    case 'dateTime':
      return { type: 'string', format: 'date-time' };
    case 'binary':
      return { type: 'string', contentEncoding: 'base64' };
    case 'string':
    case 'reference':
      return { type: 'string', ...(canonicalValues && { examples: [...canonicalValues] }) };
  }
}

const propertiesOf = (attributes: readonly AttributeDefinition[]) => Object.fromEntries(attributes.map((attribute) => [attribute.name, schemaOf(attribute)]));

/** Read-only as an attribute (RFC 7643 §3), and all the same in every message that is sent. */
const sentAsWell = ({ readOnly: _, ...schema }: JsonSchema) => schema;

/** A resource as OpenAPI describes it: made from the same schema that `/Schemas` shows and requests are read by. */
function resourceSchema(type: ResourceType, required: readonly string[]): JsonSchema {
  const extensions = type.extensions.map(({ schema }) => [schema.id, { type: 'object', description: schema.description, properties: propertiesOf(schema.attributes) }] as const);
  const properties = propertiesOf(type.attributes);
  return { type: 'object', description: type.description, required, properties: { ...properties, schemas: sentAsWell(properties.schemas as JsonSchema), ...Object.fromEntries(extensions) } };
}

/** What an answer always has, whatever `attributes` says. */
const answered = (type: ResourceType) => resourceSchema(type, type.attributes.filter(({ returned }) => returned === 'always').map(({ name }) => name));
const sent = (type: ResourceType) => resourceSchema(type, type.attributes.filter(({ required }) => required).map(({ name }) => name));

const uris = (uri: string) => ({ type: 'array', items: { type: 'string' }, examples: [[uri]], description: 'URI of the message.' });
const text = (description: string) => ({ type: 'string', description });
const integer = (description: string) => ({ type: 'integer', description });
const names = (description: string) => ({ type: 'array', items: { type: 'string' }, description });

const patchOperation = {
  type: 'object',
  required: ['op'],
  properties: {
    op: { type: 'string', description: 'add, replace or remove, in any case.', examples: ['replace'] },
    path: text('What is changed, such as `active`, `name.givenName`, `emails[type eq "work"].value`, `members[value eq "…"]`.'),
    value: { description: 'The value; without a path an object of attributes.' },
  },
};

const bulkOperation = {
  type: 'object',
  required: ['method', 'path'],
  properties: {
    method: { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'] },
    path: text('`/Users`, `/Groups`, or one of their resources; `bulkId:…` may stand for an id.'),
    bulkId: text('Name of a POST, by which other operations refer to what it makes.'),
    version: text('ETag that the resource must have.'),
    data: { type: 'object', description: 'The body of the request that the operation stands for.' },
  },
};

const searched = {
  filter: text('RFC 7644 §3.4.2.2, such as `userName eq "ada@example.com"`.'),
  sortBy: text('Attribute to sort by.'),
  sortOrder: { type: 'string', enum: ['ascending', 'descending'], default: 'ascending' },
  startIndex: integer('First result, from 1.'),
  count: integer('Most results of a page.'),
  cursor: text('Empty for the first page of a walk by cursor, then `nextCursor` (RFC 9865).'),
  attributes: names('The attributes to show.'),
  excludedAttributes: names('The attributes not to show.'),
};

const listed = {
  schemas: uris(LIST_RESPONSE),
  totalResults: integer('How many there are over all pages.'),
  startIndex: integer('First result of this page, in paging by index.'),
  itemsPerPage: integer('How many are on this page.'),
  nextCursor: text('Cursor of the next page, in paging by cursor.'),
};

/** Components of the OpenAPI document, by name. */
export const scimSchemas = {
  ScimUser: answered(USER),
  ScimGroup: answered(GROUP),
  NewScimUser: sent(USER),
  NewScimGroup: sent(GROUP),
  ScimList: { type: 'object', required: ['schemas', 'totalResults', 'Resources'], properties: { ...listed, Resources: { type: 'array', items: { type: 'object' }, description: 'The resources.' } } },
  ScimPatch: { type: 'object', required: ['schemas', 'Operations'], properties: { schemas: uris(PATCH_OP), Operations: { type: 'array', items: patchOperation, description: 'Carried out in their order, all or none.' } } },
  ScimSearch: { type: 'object', required: ['schemas'], properties: { schemas: uris(SEARCH_REQUEST), ...searched } },
  ScimBulkRequest: {
    type: 'object',
    required: ['schemas', 'Operations'],
    properties: { schemas: uris(BULK_REQUEST), failOnErrors: integer('After how many errors nothing more is carried out.'), Operations: { type: 'array', items: bulkOperation, description: 'At most 1,000.' } },
  },
  ScimBulkResponse: { type: 'object', required: ['schemas', 'Operations'], properties: { schemas: uris(BULK_RESPONSE), Operations: { type: 'array', items: { type: 'object' }, description: 'Status, location and version of each; its error where it failed.' } } },
  ScimDocument: { type: 'object', description: 'RFC 7643 §5 to §7.' },
  ScimError: {
    type: 'object',
    required: ['schemas', 'status', 'detail'],
    properties: { schemas: uris(ERROR_MESSAGE), status: text('The HTTP status.'), scimType: text('Keyword of RFC 7644 §3.12.'), detail: text('What is wrong, what was expected, what was received, what to change; the reference number of the request.') },
  },
} as const satisfies Record<string, JsonSchema>;
