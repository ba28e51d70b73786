import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import { schemaRef, type scimSchemas } from './scim-schemas.js';

type SchemaName = keyof typeof scimSchemas;

const MEDIA_TYPE = 'application/scim+json';

/** What every request below the SCIM path may be answered. */
const ALWAYS = {
  401: 'Wrong or missing credentials; `WWW-Authenticate: Basic`.',
  403: 'SCIM is switched off for the integration.',
  429: 'Too many requests, failures or deactivations, or the database does not answer; `Retry-After` says when to try again.',
  500: 'A fault on our side; it is recorded under the reference number in `detail`.',
} as const;

const REFUSALS = {
  body: { 400: '`invalidSyntax`: no JSON, or not the message; `invalidValue`: an attribute is wrong.', 413: 'The body is too large.', 415: 'The body is no JSON.' },
  list: { 400: '`invalidFilter`, `invalidValue`, `invalidCursor`, `expiredCursor`, `invalidCount`.' },
  patch: { 400: '`invalidSyntax`, `invalidPath`, `invalidFilter`, `noTarget`, `mutability`, `invalidValue`.', 413: 'The body is too large.', 415: 'The body is no JSON.' },
  parameters: { 400: '`invalidValue`: a parameter is wrong.' },
  unknown: { 404: 'No such resource in the account.' },
  conflict: { 409: '`uniqueness`: another resource of the account has this name.' },
  stale: { 412: 'The resource has another version than `If-Match` says.' },
} as const;

export interface OperationDescription {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: SchemaName;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: object }>>;
  readonly answer: { readonly status: number; readonly description: string; readonly schema?: SchemaName; readonly example?: object };
  readonly refusals?: readonly (keyof typeof REFUSALS)[];
  readonly parameters?: 'list' | 'attributes';
  readonly conditional?: 'read' | 'write';
  readonly id?: string;
}

/** Describes a SCIM endpoint in the OpenAPI document: bodies and answers in `application/scim+json`, errors as SCIM errors. */
export function ScimOperation(description: OperationDescription): MethodDecorator {
  const { operationId, summary, answer } = description;
  return applyDecorators(
    ApiSecurity('scimBasic'),
    ApiSecurity('scimToken'),
    ApiOperation({ operationId, summary, description: description.description }),
    ...bodyOf(description),
    ...parametersOf(description),
    ApiResponse({ status: answer.status, description: answer.description, ...content(answer.schema, answer.example) }),
    ...(description.conditional === 'read' ? [ApiResponse({ status: 304, description: 'The resource still has the version of `If-None-Match`.' })] : []),
    ...refusalsOf(description.refusals ?? []),
  );
}

function content(schema: SchemaName | undefined, example?: object) {
  return schema ? { content: { [MEDIA_TYPE]: { schema: schemaRef(schema), ...(example && { example }) } } } : {};
}

function bodyOf({ body, examples }: OperationDescription): MethodDecorator[] {
  if (!body) return [];
  // Swagger UI sends a body in the first type that is listed.
  return [ApiConsumes(MEDIA_TYPE, 'application/json'), ApiBody({ required: true, schema: schemaRef(body), ...(examples && { examples: { ...examples } }) })];
}

function refusalsOf(kinds: readonly (keyof typeof REFUSALS)[]): MethodDecorator[] {
  const told = new Map<number, string[]>();
  for (const refusals of [ALWAYS, ...kinds.map((kind) => REFUSALS[kind])]) {
    for (const [status, text] of Object.entries(refusals)) told.set(Number(status), [...(told.get(Number(status)) ?? []), text]);
  }
  return [...told].map(([status, texts]) => ApiResponse({ status, description: texts.join(' '), ...content('ScimError') }));
}

const query = (name: string, type: 'string' | 'integer', text: string, example?: string | number) => ApiQuery({ name, required: false, schema: { type, ...(example !== undefined && { example }) }, description: text });

const ATTRIBUTES = [
  query('attributes', 'string', 'Names of the attributes to show, separated by commas (RFC 7644 §3.9).'),
  query('excludedAttributes', 'string', 'Names of the attributes not to show, such as `members` of groups.'),
];

const LIST = [
  query('filter', 'string', 'RFC 7644 §3.4.2.2. Look-ups by userName, e-mail address, externalId and id cost the same however many users there are.', 'userName eq "ada@example.com"'),
  query('sortBy', 'string', 'Attribute to sort by; by creation where it is missing.'),
  ApiQuery({ name: 'sortOrder', required: false, schema: { type: 'string', enum: ['ascending', 'descending'] }, description: 'ascending unless said.' }),
  query('startIndex', 'integer', 'First result, from 1.', 1),
  query('count', 'integer', 'Most results of the page; 100 unless said, 1,000 at most.', 100),
  query('cursor', 'string', 'Instead of startIndex: empty for the first page, then `nextCursor` (RFC 9865).'),
  ...ATTRIBUTES,
];

function parametersOf({ parameters, conditional, id }: OperationDescription): MethodDecorator[] {
  const listed: MethodDecorator[] = [];
  if (id) listed.push(ApiParam({ name: 'id', description: id, schema: { type: 'string' } }));
  if (parameters) listed.push(...(parameters === 'list' ? LIST : ATTRIBUTES));
  if (conditional) listed.push(ApiHeader({ name: 'If-Match', required: false, description: 'ETags, one of which the resource must have.' }));
  if (conditional === 'read') listed.push(ApiHeader({ name: 'If-None-Match', required: false, description: 'ETag that the client has; 304 where it is still the one.' }));
  return listed;
}
