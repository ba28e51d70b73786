import { Injectable } from '@nestjs/common';
import { Clock, SECOND, SecretSealer } from '@app/kernel';
import { OutboundHttp, OutboundRefusal } from '@app/outbound';
import { type ClaimedDelivery, ReadScope, WebhookDeliveryRepository, WebhookRepository, type WebhookRow } from '@app/persistence';
import { secretsThatHold } from '../signing/sealed-secrets.js';
import { signMessage } from '../signing/sign-message.js';
import { judgeAnswer, type Verdict } from './judge-answer.js';

const TIMEOUT = 15 * SECOND; // the least that the Standard Webhooks specification recommends
const ANSWER_AT_MOST = 1_048_576; // read to its end and forgotten

/** One attempt to deliver: reads what is to be sent, signs it, sends it, judges the answer. Writes nothing. */
@Injectable()
export class SendDelivery {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly http: OutboundHttp,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when webhook or event are gone meanwhile */
  async send(reads: ReadScope, { eventId, webhookId }: ClaimedDelivery): Promise<Verdict | undefined> {
    const [webhook, event] = await Promise.all([this.webhooks.findById(reads, webhookId), this.deliveries.findEvent(reads, eventId)]);
    if (!webhook?.enabled || !event) return undefined;
    return this.post(webhook, await this.sign(reads, webhook, event));
  }

  private async sign(reads: ReadScope, { id }: WebhookRow, event: { id: string; body: string }) {
    const sealed = await this.webhooks.findSecrets(reads, id);
    if (!sealed) throw new Error('A webhook has no secret');
    const now = this.clock.now();
    return { body: event.body, headers: signMessage(event, secretsThatHold(this.sealer, id, sealed, now.getTime()), now) };
  }

  private async post({ url }: WebhookRow, message: { body: string; headers: Record<string, string> }): Promise<Verdict> {
    try {
      return judgeAnswer(await this.http.send({ url, method: 'POST', ...message, timeoutMs: TIMEOUT, maxBytes: ANSWER_AT_MOST }));
    } catch (error) {
      if (!(error instanceof OutboundRefusal)) throw error;
      return { outcome: 'failed', status: null, fault: error.detail };
    }
  }
}
