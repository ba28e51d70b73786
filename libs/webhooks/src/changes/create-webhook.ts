import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '@app/audit';
import { Clock, newId, SecretSealer } from '@app/kernel';
import { UnitOfWork, WebhookRepository, type WebhookRow } from '@app/persistence';
import { refuseWebhook } from '../problems.js';
import { sealingContext } from '../signing/sealed-secrets.js';
import { newWebhookSecret } from '../signing/webhook-secret.js';
import { describeWebhook } from './describe-webhook.js';

export interface NewWebhook {
  readonly name: string;
  /** Looked at already: {@link WebhookAddress}. */
  readonly url: string;
  readonly eventTypes: readonly string[];
}

export interface CreatedWebhook {
  readonly webhook: WebhookRow;
  /** Shown this once. */
  readonly secret: string;
}

const WEBHOOKS_AT_MOST = 20;

@Injectable()
export class CreateWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly trail: AuditTrail,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
  ) {}

  create(accountId: string, actor: Actor, { name, url, eventTypes }: NewWebhook): Promise<CreatedWebhook> {
    const [id, secret, now] = [newId(), newWebhookSecret(), this.clock.millis()];
    const sealedSecret = this.sealer.seal(secret, sealingContext(id));
    const former = { formerSealedSecret: null, formerSecretExpiresAt: null };
    const health = { enabled: true, disabledBecause: null, failingSince: null };
    const webhook = { id, accountId, name, url, eventTypes: [...eventTypes], ...health, sealedSecret, ...former, version: 1, createdAt: now, updatedAt: now };
    return this.unitOfWork.run(async (tx) => {
      const there = await this.webhooks.countByAccount(tx, accountId);
      if (there >= WEBHOOKS_AT_MOST) throw refuseWebhook('webhooks_too_many', `The account has ${there} webhooks, expected at most ${WEBHOOKS_AT_MOST}`, { hint: 'Delete one that is no longer used.' });
      await this.webhooks.insert(tx, webhook);
      await this.trail.record(tx, { accountId, action: 'webhook.created', actor, subject: { kind: 'webhook', id, name }, after: describeWebhook(webhook) });
      return { webhook, secret };
    });
  }
}
