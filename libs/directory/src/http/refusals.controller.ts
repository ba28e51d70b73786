import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, refuseHttp } from '@app/http';
import { Authenticated } from '../callers/authenticated.decorator.js';
import { refuseDirectory } from '../problems.js';
import { FindRefusals } from '../refusals/find-refusals.js';
import { PageOf } from './page-of.js';
import { RefusalQuery, RefusalResource, refusalResource } from './refusal.resource.js';

@ApiTags('Audit')
@Controller('api/v1/refusals')
export class RefusalsController {
  constructor(private readonly refusals: FindRefusals) {}

  @Get()
  @Authenticated('refusals.read')
  @ApiOperation({
    operationId: 'findRefusals',
    summary: 'Find a refusal by its reference number',
    description:
      'For staff, over all accounts: refused sign-ins and refused requests of provisioning clients, those too that belong to no integration. Kept 30 days. Without a reference number: what belongs to no account, the newest first.',
  })
  @ApiOkResponse({ type: PageOf(RefusalResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid', 'unauthenticated'], [refuseDirectory, 'forbidden'])
  async find(@Query() { reference, ...page }: RefusalQuery): Promise<Page<RefusalResource>> {
    const { items, nextCursor } = reference === undefined ? await this.refusals.ofNobody(page) : { items: await this.refusals.byReference(reference), nextCursor: null };
    return { items: items.map(refusalResource), nextCursor };
  }
}
