import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerDocument } from '../http/answer.js';
import { ScimAddresses } from '../http/scim-addresses.js';
import { CURSOR_TIMEOUT } from '../lists/list-cursors.js';
import { indexedPage, renderResourceType, renderSchema, renderServiceProviderConfig, resourceTypes, schemaDefinitions, scimProblem } from '../protocol/index.js';

/** What this service can do (RFC 7644 §4). */
@Controller('api/scim/v2')
export class DiscoveryController {
  constructor(private readonly addresses: ScimAddresses) {}

  @Get('ServiceProviderConfig')
  config(@Res() reply: FastifyReply): void {
    answerDocument(reply, renderServiceProviderConfig({ baseUrl: this.addresses.baseUrl, cursorTimeout: CURSOR_TIMEOUT, documentationUri: this.addresses.documentation }));
  }

  @Get('Schemas')
  schemas(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): void {
    answerAll(reply, query, schemaDefinitions.map((schema) => renderSchema(schema, this.addresses.baseUrl)));
  }

  @Get('Schemas/:id')
  schema(@Param('id') id: string, @Res() reply: FastifyReply): void {
    const found = schemaDefinitions.find((schema) => schema.id.toLowerCase() === id.toLowerCase());
    if (!found) throw unknown('schema', id, schemaDefinitions.map((schema) => schema.id));
    answerDocument(reply, renderSchema(found, this.addresses.baseUrl));
  }

  @Get('ResourceTypes')
  resourceTypes(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): void {
    answerAll(reply, query, resourceTypes.map((type) => renderResourceType(type, this.addresses.baseUrl)));
  }

  @Get('ResourceTypes/:name')
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
