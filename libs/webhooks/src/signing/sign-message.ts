import { createHmac } from 'node:crypto';
import { keyOf } from './webhook-secret.js';

export interface Message {
  /** The same at every attempt, so that a receiver knows what it has seen. */
  readonly id: string;
  readonly body: string;
}

/**
 * The headers of a message by the Standard Webhooks specification: HMAC-SHA-256 over `id.timestamp.body` under each secret that
 * holds, the current one first.
 */
export function signMessage({ id, body }: Message, secrets: readonly string[], now: Date): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1_000);
  const sign = (secret: string) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map(sign).join(' '),
  };
}
