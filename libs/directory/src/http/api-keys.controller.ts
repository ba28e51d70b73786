import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, PageQuery, refuseHttp } from '@app/http';
import { CreateApiKey } from '../api-keys/create-api-key.js';
import { DeleteApiKey } from '../api-keys/delete-api-key.js';
import { ListApiKeys } from '../api-keys/list-api-keys.js';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { ApiKeyResource, apiKeyResource, CreatedApiKeyResource, NewApiKeyRequest } from './api-key.resource.js';
import { PageOf } from './page-of.js';

@ApiTags('API keys')
@Controller('api/v1/accounts/:accountId/api-keys')
@ApiGuarded()
export class ApiKeysController {
  constructor(
    private readonly listing: ListApiKeys,
    private readonly creation: CreateApiKey,
    private readonly deletion: DeleteApiKey,
  ) {}

  @Get()
  @Authenticated('api-keys.read')
  @ApiOperation({ operationId: 'listApiKeys', summary: 'List the API keys of an account', description: 'Without the keys themselves: each was shown once.' })
  @ApiOkResponse({ type: PageOf(ApiKeyResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'])
  async list(@Param('accountId') accountId: string, @Query() query: PageQuery): Promise<Page<ApiKeyResource>> {
    const { items, nextCursor } = await this.listing.list(accountId, query);
    return { items: items.map(apiKeyResource), nextCursor };
  }

  @Post()
  @Authenticated('api-keys.manage')
  @ApiOperation({
    operationId: 'createApiKey',
    summary: 'Create an API key',
    description: 'It acts for you, within its scopes. Owner and staff rights are in keys that were made in a session opened by password. The key is shown once.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'text_invalid'], [refuseDirectory, 'api_key_invalid', 'user_inactive'])
  async create(@Param('accountId') accountId: string, @Body() { name, scopes, expiresAt }: NewApiKeyRequest, @CurrentCaller() caller: Caller): Promise<CreatedApiKeyResource> {
    const { apiKey, key } = await this.creation.create(caller, accountId, { name, scopes, expiresAt: expiresAt ? Date.parse(expiresAt) : null });
    return { ...apiKeyResource(apiKey), key };
  }

  @Delete(':id')
  @HttpCode(204)
  @Authenticated('api-keys.manage')
  @ApiOperation({ operationId: 'deleteApiKey', summary: 'Delete an API key', description: 'It ends at once.' })
  @ApiNoContentResponse()
  @ApiProblems([refuseDirectory, 'owner_protected', 'staff_protected', 'api_key_unknown'])
  async remove(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.deletion.delete(caller, accountId, id);
  }
}
