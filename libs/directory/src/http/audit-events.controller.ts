import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, refuseHttp } from '@app/http';
import { ListAuditEvents } from '../audit-events/list-audit-events.js';
import { Authenticated } from '../callers/authenticated.decorator.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { AuditEventQuery, AuditEventResource, auditEventResource } from './audit-event.resource.js';
import { PageOf } from './page-of.js';

@ApiTags('Audit')
@Controller('api/v1/accounts/:accountId/audit-events')
@ApiGuarded()
export class AuditEventsController {
  constructor(private readonly listing: ListAuditEvents) {}

  @Get()
  @Authenticated('audit.read')
  @ApiOperation({ operationId: 'listAuditEvents', summary: 'Who did what, when, from where', description: 'The newest first.' })
  @ApiOkResponse({ type: PageOf(AuditEventResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'])
  async list(@Param('accountId') accountId: string, @Query() query: AuditEventQuery): Promise<Page<AuditEventResource>> {
    const { items, nextCursor } = await this.listing.list(accountId, query);
    return { items: items.map(auditEventResource), nextCursor };
  }
}
