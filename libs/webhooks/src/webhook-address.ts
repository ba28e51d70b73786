import { Injectable } from '@nestjs/common';
import { OutboundHttp, OutboundRefusal } from '@app/outbound';
import { refuseWebhook } from './problems.js';

/** Looks at an address before it is kept. What its name resolves to is looked at each time something is sent. */
@Injectable()
export class WebhookAddress {
  constructor(private readonly http: OutboundHttp) {}

  /** @returns the address in its usual spelling. @throws Problem `webhook_url_refused` (400) */
  check(url: string): string {
    try {
      return this.http.check(url);
    } catch (error) {
      if (error instanceof OutboundRefusal) throw refuseWebhook('webhook_url_refused', error.detail, { cause: error });
      throw error;
    }
  }
}
