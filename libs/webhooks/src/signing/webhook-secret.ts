import { randomBytes } from 'node:crypto';

const PREFIX = 'whsec_'; // Standard Webhooks, "Signature scheme": symmetric secrets are base64 with this in front
const KEY_BYTES = 32;

/** A new key for the signatures of a webhook, in the form in which the receiver's library takes it. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(KEY_BYTES).toString('base64');
}

/** The octets that signatures are made with. */
export function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
