import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, type Caller, CurrentCaller, refuseDirectory } from '@app/directory';
import { ApiProblems, PageQuery, refuseHttp } from '@app/http';
import { ChangeWebhook } from '../changes/change-webhook.js';
import { CreateWebhook } from '../changes/create-webhook.js';
import { DeleteWebhook } from '../changes/delete-webhook.js';
import { refuseWebhook } from '../problems.js';
import { ReadWebhooks } from '../read-webhooks.js';
import { WebhookAddress } from '../webhook-address.js';
import { NewWebhookBody, WebhookChangesBody, WebhookPage, WebhookView, WebhookWithSecretView } from './webhook.dto.js';
import { viewWebhook } from './webhook-views.js';

@ApiTags('Webhooks')
@ApiProblems([refuseHttp, 'unauthenticated', 'request_invalid', 'rate_limited'], [refuseDirectory, 'forbidden', 'account_unknown'])
@Controller('api/v1/accounts/:accountId/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: ReadWebhooks,
    private readonly address: WebhookAddress,
    private readonly creating: CreateWebhook,
    private readonly changing: ChangeWebhook,
    private readonly deleting: DeleteWebhook,
  ) {}

  @Get()
  @Authenticated('webhooks.read')
  @ApiOperation({ operationId: 'listWebhooks', summary: 'The webhooks of the account', description: 'In the order in which they were made.' })
  @ApiOkResponse({ type: WebhookPage })
  async list(@Param('accountId') accountId: string, @Query() query: PageQuery): Promise<WebhookPage> {
    const { items, nextCursor } = await this.webhooks.list(accountId, query);
    return { items: items.map(viewWebhook), nextCursor };
  }

  @Post()
  @Authenticated('webhooks.write')
  @ApiOperation({
    operationId: 'createWebhook',
    summary: 'Tell a system of events',
    description:
      'Events are posted to the address as JSON, signed by the Standard Webhooks specification (`webhook-id`, `webhook-timestamp`, `webhook-signature`), at least once, and again after a failure for three days. The secret is shown this once.',
  })
  @ApiCreatedResponse({ type: WebhookWithSecretView })
  @ApiProblems([refuseWebhook, 'webhook_url_refused', 'webhooks_too_many'])
  async create(@Param('accountId') accountId: string, @Body() body: NewWebhookBody, @CurrentCaller() caller: Caller): Promise<WebhookWithSecretView> {
    const { name, url, eventTypes = ['*'] } = body;
    const { webhook, secret } = await this.creating.create(accountId, caller.actor, { name, eventTypes, url: this.address.check(url) });
    return { ...viewWebhook(webhook), secret };
  }

  @Get(':webhookId')
  @Authenticated('webhooks.read')
  @ApiOperation({ operationId: 'readWebhook', summary: 'A webhook', description: 'Whether it is told of events, and since when that fails.' })
  @ApiOkResponse({ type: WebhookView })
  @ApiProblems([refuseWebhook, 'webhook_unknown'])
  async read(@Param('accountId') accountId: string, @Param('webhookId') id: string): Promise<WebhookView> {
    return viewWebhook(await this.webhooks.find(accountId, id));
  }

  @Patch(':webhookId')
  @Authenticated('webhooks.write')
  @ApiOperation({ operationId: 'changeWebhook', summary: 'Change a webhook', description: 'What is absent stays. Switched on again, it gets what has been waiting for it.' })
  @ApiOkResponse({ type: WebhookView })
  @ApiProblems([refuseWebhook, 'webhook_unknown', 'webhook_url_refused'])
  async change(@Param('accountId') accountId: string, @Param('webhookId') id: string, @Body() body: WebhookChangesBody, @CurrentCaller() caller: Caller): Promise<WebhookView> {
    const url = body.url === undefined ? undefined : this.address.check(body.url);
    return viewWebhook(await this.changing.change(accountId, id, caller.actor, { ...body, url }));
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @Authenticated('webhooks.write')
  @ApiOperation({ operationId: 'deleteWebhook', summary: 'Delete a webhook', description: 'With what waits for it and the log of its deliveries.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems([refuseWebhook, 'webhook_unknown'])
  delete(@Param('accountId') accountId: string, @Param('webhookId') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.deleting.delete(accountId, id, caller.actor);
  }
}
