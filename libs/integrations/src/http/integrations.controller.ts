import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentCaller, isPermitted, type Caller } from '@app/directory';
import { BodyLimit, MEGABYTE, PageQuery } from '@app/http';
import { ChangeIntegration } from '../change-integration.js';
import { CreateIntegration } from '../create-integration.js';
import { IntegrationView } from '../integration-view.js';
import { ReadIntegrations } from '../read-integrations.js';
import { IntegrationPage } from './integration-pages.js';
import { ChangeIntegrationRequest, CreateIntegrationRequest } from './integration-requests.js';
import { ListProblems, ReadProblems, SettingsProblems } from './problem-sets.js';
import { changeExamples, createExamples } from './request-examples.js';

// A document of 1 MB in JSON, where quotation marks and line ends take two bytes.
const SETTINGS_BODY = 2 * MEGABYTE;

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations')
export class IntegrationsController {
  constructor(
    private readonly creation: CreateIntegration,
    private readonly changing: ChangeIntegration,
    private readonly reading: ReadIntegrations,
  ) {}

  @Post()
  @BodyLimit(SETTINGS_BODY)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'addIntegration',
    summary: 'Add Integration',
    description:
      'Enter the same Entity ID that was set when the Okta application was created, and the metadata (its URL, or the document). SCIM 2.0 is left disabled: it is important to verify that the identity provider can be used to log in before SCIM 2.0 is enabled. The answer holds `acsUrl`, `audience` and `relayState` to copy into Okta. To verify: log in to the Okta domain, go to the End User Dashboard and click on MoovingON AI.',
  })
  @ApiBody({ type: CreateIntegrationRequest, examples: createExamples })
  @ApiCreatedResponse({ type: IntegrationView })
  @SettingsProblems()
  async add(@Param('accountId') accountId: string, @Body() request: CreateIntegrationRequest, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    const id = await this.creation.create(accountId, request, caller.actor);
    return this.reading.one(accountId, id, maySeeSecrets(caller));
  }

  @Get()
  @Authenticated('integrations.read')
  @ApiOperation({ operationId: 'listIntegrations', summary: 'The integrations of an account', description: 'In the order in which they were added. SCIM secrets are shown on the single integration alone.' })
  @ApiOkResponse({ type: IntegrationPage })
  @ListProblems()
  list(@Param('accountId') accountId: string, @Query() page: PageQuery): Promise<IntegrationPage> {
    return this.reading.page(accountId, page);
  }

  @Get(':id')
  @Authenticated('integrations.read')
  @ApiOperation({
    operationId: 'getIntegration',
    summary: 'An integration, to view or edit',
    description: 'With the SCIM credentials (Username, Password) as long as the provisioning client has not used them, for those who may change integrations.',
  })
  @ApiOkResponse({ type: IntegrationView })
  @ReadProblems('integration_unknown')
  get(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    return this.reading.one(accountId, id, maySeeSecrets(caller));
  }

  @Patch(':id')
  @BodyLimit(SETTINGS_BODY)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'changeIntegration',
    summary: 'Change an integration',
    description:
      'What is absent stays as it is. Changed identity-provider settings (entity ID, unique identifier, metadata, options) make it unverified until somebody has signed in; SCIM stays on or off. The same Metadata URL once more reads it again and leaves the integration verified.',
  })
  @ApiBody({ type: ChangeIntegrationRequest, examples: changeExamples })
  @ApiOkResponse({ type: IntegrationView })
  @SettingsProblems('integration_unknown')
  async change(@Param('accountId') accountId: string, @Param('id') id: string, @Body() request: ChangeIntegrationRequest, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    await this.changing.change(accountId, id, request, caller.actor);
    return this.reading.one(accountId, id, maySeeSecrets(caller));
  }
}

/** A key that may only read sees no secret. */
export function maySeeSecrets(caller: Caller): boolean {
  return isPermitted(caller, 'integrations.write');
}
