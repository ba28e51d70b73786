export { AccountRepository } from './account.repository.js';
export { AuditEventRepository, ProvisioningRecordRepository, SignInAttemptRepository } from './log.repository.js';
export { IntegrationCertificateRepository, IntegrationRepository } from './integration.repository.js';
export { ScimGroupRepository } from './scim-group.repository.js';
export { ScimUserRepository } from './scim-user.repository.js';
export { ScimCredentialRepository } from './scim-credential.repository.js';
export { MetadataReadingRepository } from './metadata-reading.repository.js';
