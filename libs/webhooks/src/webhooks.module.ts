import { Module } from '@nestjs/common';
import { ChangeWebhook } from './changes/change-webhook.js';
import { CreateWebhook } from './changes/create-webhook.js';
import { DeleteWebhook } from './changes/delete-webhook.js';
import { ReplayDeliveries } from './changes/replay-deliveries.js';
import { RotateWebhookSecret } from './changes/rotate-webhook-secret.js';
import { SendTestEvent } from './changes/send-test-event.js';
import { DeliverOne } from './delivery/deliver-one.js';
import { DeliveryQueue } from './delivery/delivery-queue.js';
import { SendDelivery } from './delivery/send-delivery.js';
import { SettleDelivery } from './delivery/settle-delivery.js';
import { WebhookSender } from './delivery/webhook-sender.js';
import { WebhookDeliveriesController } from './http/webhook-deliveries.controller.js';
import { WebhooksController } from './http/webhooks.controller.js';
import { ReadWebhooks } from './read-webhooks.js';
import { WebhookAddress } from './webhook-address.js';

const changes = [ChangeWebhook, CreateWebhook, DeleteWebhook, ReplayDeliveries, RotateWebhookSecret, SendTestEvent];
const delivery = [DeliverOne, DeliveryQueue, SendDelivery, SettleDelivery, WebhookSender];

/** Needs, from the modules that are global: events, audit, outbound, directory, persistence, metrics. */
@Module({ controllers: [WebhooksController, WebhookDeliveriesController], providers: [ReadWebhooks, WebhookAddress, ...changes, ...delivery] })
export class WebhooksModule {}
