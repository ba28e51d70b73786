import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentCaller, type Caller } from '@app/directory';
import { IntegrationView } from '../integration-view.js';
import { ReadIntegrations } from '../read-integrations.js';
import { RefreshByHand } from '../refresh-by-hand.js';
import { maySeeSecrets } from './integrations.controller.js';
import { MetadataProblems } from './problem-sets.js';

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/metadata')
export class MetadataController {
  constructor(
    private readonly refreshing: RefreshByHand,
    private readonly reading: ReadIntegrations,
  ) {}

  @Post('refresh')
  @HttpCode(200)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'refreshMetadata',
    summary: 'Read the Metadata URL again',
    description: 'For certificates that were changed at the identity provider. What is there stays when the new metadata is bad; the integration stays verified. It also happens by itself every six hours, and when the signature of a sign-in does not fit.',
  })
  @ApiOkResponse({ type: IntegrationView })
  @MetadataProblems('integration_unknown', 'metadata_not_by_url', 'metadata_refresh_paused')
  async refresh(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    await this.refreshing.refresh(accountId, id, caller.actor);
    return this.reading.one(accountId, id, maySeeSecrets(caller));
  }
}
