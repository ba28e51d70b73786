export { AccountRepository } from './account.repository.js';
export { AuditEventRepository, ProvisioningRecordRepository, SignInAttemptRepository } from './log.repository.js';
export { IntegrationCertificateRepository, IntegrationRepository } from './integration.repository.js';
export { ScimCredentialRepository } from './scim-credential.repository.js';
export { MetadataReadingRepository } from './metadata-reading.repository.js';
export { OutboxRepository } from './outbox.repository.js';
export { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
export { WebhookRepository } from './webhook.repository.js';
