import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '@app/audit';
import { UnitOfWork, WebhookRepository } from '@app/persistence';
import { describeWebhook } from './describe-webhook.js';
import { webhookUnknown } from './webhook-unknown.js';

@Injectable()
export class DeleteWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** With what waits for it and the log of its deliveries. */
  delete(accountId: string, id: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const webhook = await this.webhooks.findForChange(tx, accountId, id);
      if (!webhook) throw webhookUnknown(id);
      await this.webhooks.delete(tx, id);
      await this.trail.record(tx, { accountId, action: 'webhook.deleted', actor, subject: { kind: 'webhook', id, name: webhook.name }, before: describeWebhook(webhook) });
    });
  }
}
