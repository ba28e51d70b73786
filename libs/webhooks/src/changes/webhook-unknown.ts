import { refuseWebhook } from '../problems.js';

export function webhookUnknown(id: string) {
  return refuseWebhook('webhook_unknown', `No webhook of the account has this id, received ${JSON.stringify(id.slice(0, 100))}`);
}
