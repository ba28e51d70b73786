import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Authenticated, type Caller, CurrentCaller, refuseDirectory } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { ReplayDeliveries } from '../changes/replay-deliveries.js';
import { RotateWebhookSecret } from '../changes/rotate-webhook-secret.js';
import { SendTestEvent } from '../changes/send-test-event.js';
import { refuseWebhook } from '../problems.js';
import { ReadWebhooks } from '../read-webhooks.js';
import { DeliveryDetailView, DeliveryPage, DeliveryQuery, ReplayBody, ReplayView, TestEventView } from './delivery.dto.js';
import { GraceQuery } from './grace.dto.js';
import { WebhookWithSecretView } from './webhook.dto.js';
import { viewAttempt, viewDelivery, viewWebhook } from './webhook-views.js';

@ApiTags('Webhooks')
@ApiProblems([refuseHttp, 'unauthenticated', 'request_invalid', 'rate_limited'], [refuseDirectory, 'forbidden', 'account_unknown'], [refuseWebhook, 'webhook_unknown'])
@Controller('api/v1/accounts/:accountId/webhooks/:webhookId')
export class WebhookDeliveriesController {
  constructor(
    private readonly webhooks: ReadWebhooks,
    private readonly replaying: ReplayDeliveries,
    private readonly rotating: RotateWebhookSecret,
    private readonly testing: SendTestEvent,
  ) {}

  @Post('rotate')
  @HttpCode(200)
  @Authenticated('webhooks.write')
  @ApiOperation({
    operationId: 'rotateWebhookSecret',
    summary: 'A new secret',
    description: 'Shown this once. Until the end of the grace period messages carry a signature of the former secret too, so that the receiver can change over without losing one.',
  })
  @ApiOkResponse({ type: WebhookWithSecretView })
  async rotate(@Param('accountId') accountId: string, @Param('webhookId') id: string, @Query() { grace }: GraceQuery, @CurrentCaller() caller: Caller): Promise<WebhookWithSecretView> {
    const { webhook, secret } = await this.rotating.rotate(accountId, id, caller.actor, grace);
    return { ...viewWebhook(webhook), secret };
  }

  @Post('test')
  @HttpCode(202)
  @Authenticated('webhooks.write')
  @ApiOperation({ operationId: 'testWebhook', summary: 'Send a test', description: 'Sends an event `webhook.test`; how it went stands in the deliveries.' })
  @ApiAcceptedResponse({ type: TestEventView })
  async test(@Param('accountId') accountId: string, @Param('webhookId') id: string, @CurrentCaller() caller: Caller): Promise<TestEventView> {
    return { eventId: await this.testing.send(accountId, id, caller.actor) };
  }

  @Post('replay')
  @HttpCode(202)
  @Authenticated('webhooks.write')
  @ApiOperation({ operationId: 'replayWebhook', summary: 'Send again what failed', description: 'Everything since then that was given up. Each event keeps its `webhook-id`.' })
  @ApiAcceptedResponse({ type: ReplayView })
  async replay(@Param('accountId') accountId: string, @Param('webhookId') id: string, @Body() { since }: ReplayBody, @CurrentCaller() caller: Caller): Promise<ReplayView> {
    return { events: await this.replaying.failed(accountId, id, new Date(since), caller.actor) };
  }

  @Get('deliveries')
  @Authenticated('webhooks.read')
  @ApiOperation({ operationId: 'listWebhookDeliveries', summary: 'What it was told of', description: 'The newest first; kept for 30 days.' })
  @ApiQuery({ name: 'state', required: false, enum: ['pending', 'delivered', 'failed'] })
  @ApiOkResponse({ type: DeliveryPage })
  @ApiProblems([refuseHttp, 'cursor_invalid'])
  async list(@Param('accountId') accountId: string, @Param('webhookId') id: string, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    const { items, nextCursor } = await this.webhooks.listDeliveries(accountId, id, query, query.state);
    return { items: items.map(viewDelivery), nextCursor };
  }

  @Get('deliveries/:eventId')
  @Authenticated('webhooks.read')
  @ApiOperation({ operationId: 'readWebhookDelivery', summary: 'How an event was delivered', description: 'What is sent, and every attempt with what the receiver answered.' })
  @ApiOkResponse({ type: DeliveryDetailView })
  @ApiProblems([refuseWebhook, 'webhook_event_unknown'])
  async read(@Param('accountId') accountId: string, @Param('webhookId') id: string, @Param('eventId') eventId: string): Promise<DeliveryDetailView> {
    const { delivery, body, attempts } = await this.webhooks.findDelivery(accountId, id, eventId);
    return { ...viewDelivery(delivery), body, log: attempts.map(viewAttempt) };
  }

  @Post('deliveries/:eventId/replay')
  @HttpCode(202)
  @Authenticated('webhooks.write')
  @ApiOperation({ operationId: 'replayWebhookDelivery', summary: 'Send an event again', description: 'Delivered or not. It keeps its `webhook-id`, by which the receiver knows it.' })
  @ApiAcceptedResponse({ type: ReplayView })
  @ApiProblems([refuseWebhook, 'webhook_event_unknown'])
  async replayOne(@Param('accountId') accountId: string, @Param('webhookId') id: string, @Param('eventId') eventId: string, @CurrentCaller() caller: Caller): Promise<ReplayView> {
    return { events: await this.replaying.one(accountId, id, eventId, caller.actor) };
  }
}
