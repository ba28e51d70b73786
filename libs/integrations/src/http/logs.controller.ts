import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated } from '@app/directory';
import { PageQuery } from '@app/http';
import type { ProvisioningRecordEntity, SignInAttemptEntity } from '@app/persistence';
import { ReadLogs } from '../read-logs.js';
import { ProvisioningPage, type ProvisioningView, SignInPage, type SignInView } from './integration-pages.js';
import { ListProblems } from './problem-sets.js';

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id')
export class LogsController {
  constructor(private readonly logs: ReadLogs) {}

  @Get('sign-ins')
  @Authenticated('integrations.read')
  @ApiOperation({
    operationId: 'listSignIns',
    summary: 'The last sign-in attempts',
    description: 'The newest first, kept 30 days: each with its outcome, what the assertion said, and what to change. Find the reference number that the person saw.',
  })
  @ApiOkResponse({ type: SignInPage })
  @ListProblems('integration_unknown')
  async signIns(@Param('accountId') accountId: string, @Param('id') id: string, @Query() page: PageQuery): Promise<SignInPage> {
    const { items, nextCursor } = await this.logs.signIns(accountId, id, page);
    return { items: items.map(showSignIn), nextCursor };
  }

  @Get('provisioning-log')
  @Authenticated('integrations.read')
  @ApiOperation({
    operationId: 'listProvisioning',
    summary: 'The last SCIM requests',
    description: 'The newest first, kept 30 days: method, path, status, what changed and what was refused; never a secret.',
  })
  @ApiOkResponse({ type: ProvisioningPage })
  @ListProblems('integration_unknown')
  async provisioning(@Param('accountId') accountId: string, @Param('id') id: string, @Query() page: PageQuery): Promise<ProvisioningPage> {
    const { items, nextCursor } = await this.logs.provisioning(accountId, id, page);
    return { items: items.map(showRecord), nextCursor };
  }
}

function showSignIn({ id, at, outcome, reference, address, subject, userId, detail, hint, assertion }: SignInAttemptEntity): SignInView {
  return { id, at: new Date(at).toISOString(), outcome, reference, address, subject, userId, detail, hint, assertion };
}

function showRecord({ id, at, method, path, status, code, reference, address, resourceId, detail, changes }: ProvisioningRecordEntity): ProvisioningView {
  return { id, at: new Date(at).toISOString(), method, path, status, code, reference, address, resourceId, detail, changes };
}
