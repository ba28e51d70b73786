import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ScimOperation } from '../documentation/scim-operation.decorator.js';
import { answerDocument } from '../http/answer.js';
import { ScimAddresses } from '../http/scim-addresses.js';
import { CURSOR_TIMEOUT } from '../lists/list-cursors.js';
import { GROUP, indexedPage, renderResourceType, renderSchema, renderServiceProviderConfig, resourceTypes, schemaDefinitions, scimProblem, USER } from '../protocol/index.js';

const EXAMPLE_URL = 'https://login.example.com/api/scim/v2';

/** What this service can do (RFC 7644 §4). */
@ApiTags('SCIM discovery')
@Controller('api/scim/v2')
export class DiscoveryController {
  constructor(private readonly addresses: ScimAddresses) {}

  @Get('ServiceProviderConfig')
  @ScimOperation({
    operationId: 'getScimServiceProviderConfig',
    summary: 'What this service can do',
    description: 'RFC 7643 §5: PATCH, bulk, filter, sort, ETags, paging by index and by cursor, and how to authenticate.',
    answer: { status: 200, description: 'The configuration.', schema: 'ScimDocument', example: renderServiceProviderConfig({ baseUrl: EXAMPLE_URL, cursorTimeout: CURSOR_TIMEOUT }) },
  })
  config(@Res() reply: FastifyReply): void {
    answerDocument(reply, renderServiceProviderConfig({ baseUrl: this.addresses.baseUrl, cursorTimeout: CURSOR_TIMEOUT, documentationUri: this.addresses.documentation }));
  }

  @Get('Schemas')
  @ScimOperation({
    operationId: 'listScimSchemas',
    summary: 'All schemas',
    description: 'User with `moovingon_ai_admin`, `firstPhone` and `secondPhone`, the enterprise extension, and Group.',
    answer: { status: 200, description: 'The schemas.', schema: 'ScimList' },
  })
  schemas(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): void {
    answerAll(reply, query, schemaDefinitions.map((schema) => renderSchema(schema, this.addresses.baseUrl)));
  }

  @Get('Schemas/:id')
  @ScimOperation({
    operationId: 'getScimSchema',
    summary: 'One schema',
    description: 'Type, mutability, uniqueness and case rules of every attribute.',
    id: 'URI of the schema, such as `urn:ietf:params:scim:schemas:core:2.0:User`.',
    answer: { status: 200, description: 'The schema.', schema: 'ScimDocument', example: renderSchema(GROUP.schema, EXAMPLE_URL) },
    refusals: ['unknown'],
  })
  schema(@Param('id') id: string, @Res() reply: FastifyReply): void {
    const found = schemaDefinitions.find((schema) => schema.id.toLowerCase() === id.toLowerCase());
    if (!found) throw unknown('schema', id, schemaDefinitions.map((schema) => schema.id));
    answerDocument(reply, renderSchema(found, this.addresses.baseUrl));
  }

  @Get('ResourceTypes')
  @ScimOperation({
    operationId: 'listScimResourceTypes',
    summary: 'All resource types',
    description: 'User and Group, with their endpoints.',
    answer: { status: 200, description: 'The resource types.', schema: 'ScimList' },
  })
  resourceTypes(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): void {
    answerAll(reply, query, resourceTypes.map((type) => renderResourceType(type, this.addresses.baseUrl)));
  }

  @Get('ResourceTypes/:name')
  @ApiParam({ name: 'name', description: '`User` or `Group`.', schema: { type: 'string' } })
  @ScimOperation({
    operationId: 'getScimResourceType',
    summary: 'One resource type',
    description: 'Its endpoint, its schema and its extensions.',
    answer: { status: 200, description: 'The resource type.', schema: 'ScimDocument', example: renderResourceType(USER, EXAMPLE_URL) },
    refusals: ['unknown'],
  })
  resourceType(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const found = resourceTypes.find((type) => type.name === name);
    if (!found) throw unknown('resource type', name, resourceTypes.map((type) => type.name));
    answerDocument(reply, renderResourceType(found, this.addresses.baseUrl));
  }
}

/** RFC 7644 §4: these lists are given whole, and a filter is refused, since a client would take what it gets for what it asked. */
function answerAll(reply: FastifyReply, query: Record<string, unknown>, documents: readonly object[]): void {
  if (query.filter !== undefined) throw scimProblem('scim_forbidden', 'This list cannot be filtered, expected no filter (RFC 7644 §4)');
  answerDocument(reply, indexedPage(documents, documents.length, 1));
}

function unknown(kind: string, id: string, known: readonly string[]) {
  return scimProblem('scim_not_found', `There is no such ${kind}, expected one of ${known.join(', ')}, received ${JSON.stringify(id.slice(0, 200))}`);
}
