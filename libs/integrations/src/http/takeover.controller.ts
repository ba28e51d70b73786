import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentCaller, type Caller } from '@app/directory';
import { TakeOver } from '../take-over.js';
import { TakeoverRequest, TakeoverView } from './integration-pages.js';
import { WriteProblems } from './problem-sets.js';

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/takeover')
export class TakeoverController {
  constructor(private readonly takeover: TakeOver) {}

  @Post()
  @HttpCode(200)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'takeOver',
    summary: 'Take over from an integration that this one replaces',
    description:
      'For replacing an Okta application by a new one: add the new integration, sign in through it once, then take over. People and groups that the old one provisioned belong to the new one from then on, as they are, with their externalIds; nobody is signed out. SCIM of the old one is switched off, so that taking the old application down in Okta deactivates nobody. Sign-ins through the old one go on until it is deleted.',
  })
  @ApiOkResponse({ type: TakeoverView })
  @WriteProblems('integration_unknown', 'takeover_of_itself', 'integration_not_verified')
  run(@Param('accountId') accountId: string, @Param('id') id: string, @Body() { from }: TakeoverRequest, @CurrentCaller() caller: Caller): Promise<TakeoverView> {
    return this.takeover.run(accountId, id, from, caller.actor);
  }
}
