import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, CSV_TYPE, type Page, refuseHttp, wantsCsv } from '@app/http';
import { auditTable } from '../audit-events/audit-table.js';
import { ListAuditEvents } from '../audit-events/list-audit-events.js';
import { Authenticated } from '../callers/authenticated.decorator.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { AuditEventQuery, auditFilterOf } from './audit-event.query.js';
import { AuditEventResource, auditEventResource } from './audit-event.resource.js';
import { PageOf } from './page-of.js';

const AuditEventPage = PageOf(AuditEventResource);

const TABLE = `"id","at","action","actorKind","actorId","actorName","subjectKind","subjectId","subjectName","address","reference","before","after"\r
"01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e","2026-11-24T09:00:00.000Z","user.deactivated","user","01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9f","owner@acme.example","user","01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8da0","dana@acme.example","192.0.2.17","K7QM-2XW9-4HTB","{""active"":true}","{""active"":false}"\r
`;

@ApiTags('Audit')
@Controller('api/v1/accounts/:accountId/audit-events')
@ApiGuarded()
export class AuditEventsController {
  constructor(private readonly listing: ListAuditEvents) {}

  @Get()
  @Authenticated('audit.read')
  @ApiOperation({
    operationId: 'listAuditEvents',
    summary: 'Who did what, when, from where',
    description:
      'The newest first. Nothing changes an audit event or takes it away while its account is there: the database refuses it. As a table (`?format=csv` or `Accept: text/csv`; RFC 4180) it is all of them that the filters let through, without pages: `limit` and `cursor` are of the pages. A cell that a spreadsheet would take for a formula begins with an apostrophe.',
  })
  @ApiExtraModels(AuditEventPage)
  @ApiOkResponse({
    description: 'A page, or the table.',
    content: { 'application/json': { schema: { $ref: getSchemaPath(AuditEventPage) } }, 'text/csv': { schema: { type: 'string' }, example: TABLE } },
  })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'])
  async list(
    @Param('accountId') accountId: string,
    @Query() query: AuditEventQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<AuditEventResource> | StreamableFile> {
    void reply.header('vary', 'Accept');
    if (query.format === 'csv' || (query.format === undefined && wantsCsv(accept ?? ''))) return this.table(accountId, query);
    const { limit, cursor } = query;
    const { items, nextCursor } = await this.listing.list(accountId, { limit, cursor, ...auditFilterOf(query) });
    return { items: items.map(auditEventResource), nextCursor };
  }

  private async table(accountId: string, query: AuditEventQuery): Promise<StreamableFile> {
    const text = Readable.from(auditTable(await this.listing.all(accountId, auditFilterOf(query))));
    return new StreamableFile(text, { type: CSV_TYPE, disposition: 'attachment; filename="audit-events.csv"' });
  }
}
