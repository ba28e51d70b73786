import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '@app/audit';
import { Clock, HOUR, SecretSealer } from '@app/kernel';
import { UnitOfWork, WebhookRepository } from '@app/persistence';
import { sealingContext } from '../signing/sealed-secrets.js';
import { newWebhookSecret } from '../signing/webhook-secret.js';
import type { CreatedWebhook } from './create-webhook.js';
import { webhookUnknown } from './webhook-unknown.js';

@Injectable()
export class RotateWebhookSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly trail: AuditTrail,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
  ) {}

  /** @param graceHours how long messages carry a signature of the former secret too; 0 ends it at once */
  rotate(accountId: string, id: string, actor: Actor, graceHours: number): Promise<CreatedWebhook> {
    const secret = newWebhookSecret();
    return this.unitOfWork.run(async (tx) => {
      const before = await this.webhooks.findForChange(tx, accountId, id);
      const sealed = before && (await this.webhooks.findSecrets(tx, id));
      if (!before || !sealed) throw webhookUnknown(id);
      const now = this.clock.millis();
      const former = graceHours === 0 ? { formerSealedSecret: null, formerSecretExpiresAt: null } : { formerSealedSecret: sealed.sealedSecret, formerSecretExpiresAt: now + graceHours * HOUR };
      const changes = { ...former, sealedSecret: this.sealer.seal(secret, sealingContext(id)), version: before.version + 1, updatedAt: now };
      await this.webhooks.update(tx, id, changes);
      await this.trail.record(tx, { accountId, action: 'webhook.secret_rotated', actor, subject: { kind: 'webhook', id, name: before.name }, after: { graceHours } });
      return { webhook: { ...before, version: changes.version, updatedAt: now, formerSecretExpiresAt: former.formerSecretExpiresAt }, secret };
    });
  }
}
