import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated } from '@app/directory';
import { ShowGuide } from '../show-guide.js';
import { GuideView } from './catalogue-views.js';
import { ReadProblems } from './problem-sets.js';

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/guide')
export class GuideController {
  constructor(private readonly guides: ShowGuide) {}

  @Get()
  @Authenticated('integrations.read')
  @ApiOperation({ operationId: 'getIntegrationGuide', summary: "The set-up guide with the integration's own values", description: 'Step by step, from *Create App Integration* to the administrator group, every value ready to copy.' })
  @ApiOkResponse({ type: GuideView })
  @ReadProblems('integration_unknown')
  get(@Param('accountId') accountId: string, @Param('id') id: string): Promise<GuideView> {
    return this.guides.ofIntegration(accountId, id);
  }
}
