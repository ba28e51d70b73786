/**
 * webhooks: tells the customer's other systems of events, by the Standard Webhooks specification.
 * Flow: events writes the outbox and rings → the sender takes on what is due (other instances leave it alone meanwhile) → signs and
 * posts it, outside of any unit of work → writes down how it went: delivered, again later, given up, or the webhook's end.
 * Beside it /api/v1/accounts/{accountId}/webhooks: set up, rotate the secret, look at deliveries, replay them.
 * Neighbours: events, outbound, audit, directory, http, metrics, persistence below.
 */
export { refuseWebhook } from './problems.js';
export { newWebhookSecret } from './signing/webhook-secret.js';
export { signMessage } from './signing/sign-message.js';
export { WebhooksModule } from './webhooks.module.js';
