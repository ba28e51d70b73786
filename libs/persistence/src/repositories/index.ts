export { AccountRepository } from './account.repository.js';
export { AuditEventRepository, ProvisioningRecordRepository, SignInAttemptRepository } from './log.repository.js';
export { IntegrationCertificateRepository, IntegrationRepository } from './integration.repository.js';
export { ServiceKeyRepository } from './service-key.repository.js';
export { SignInCodeRepository, SignInRequestRepository, SpentAssertionRepository } from './sign-in.repository.js';
export { ScimCredentialRepository } from './scim-credential.repository.js';
export { MetadataReadingRepository } from './metadata-reading.repository.js';
