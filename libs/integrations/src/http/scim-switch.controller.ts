import { Body, Controller, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentCaller, type Caller } from '@app/directory';
import { IntegrationView } from '../integration-view.js';
import { ReadIntegrations } from '../read-integrations.js';
import { RotateScimCredentials } from '../rotate-scim-credentials.js';
import { SwitchScim } from '../switch-scim.js';
import { RotationQuery, ScimSwitchRequest } from './integration-requests.js';
import { WriteProblems } from './problem-sets.js';
import { switchExamples } from './request-examples.js';

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/scim')
export class ScimSwitchController {
  constructor(
    private readonly scim: SwitchScim,
    private readonly rotation: RotateScimCredentials,
    private readonly reading: ReadIntegrations,
  ) {}

  @Put()
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'switchScim',
    summary: 'Enable or disable System for Cross-domain Identity Management (SCIM 2.0)',
    description:
      "WARNING: don't try to enable SCIM before you verify that the identity provider is working: `409 integration_not_verified` until somebody has signed in through it, as you could be locked outside of the app. An owner or staff can override that with `force`. Enabling makes the credentials for Basic Auth (Username, Password), which the answer shows. Disabling keeps everybody as they are, and the credentials.",
  })
  @ApiBody({ type: ScimSwitchRequest, examples: switchExamples })
  @ApiOkResponse({ type: IntegrationView })
  @WriteProblems('integration_unknown', 'integration_not_verified')
  async switch(@Param('accountId') accountId: string, @Param('id') id: string, @Body() wanted: ScimSwitchRequest, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    await this.scim.switch(accountId, id, wanted, caller);
    return this.reading.one(accountId, id, true);
  }

  @Post('rotate')
  @HttpCode(200)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'rotateScimCredentials',
    summary: 'A new SCIM password and token',
    description: 'The username stays. The password and token before go on for a grace period, in which the new ones are entered at the identity provider; `grace=0` ends every older one at once.',
  })
  @ApiOkResponse({ type: IntegrationView })
  @WriteProblems('integration_unknown', 'scim_not_set_up')
  async rotate(@Param('accountId') accountId: string, @Param('id') id: string, @Query() { grace }: RotationQuery, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    await this.rotation.rotate(accountId, id, grace, caller.actor);
    return this.reading.one(accountId, id, true);
  }
}
