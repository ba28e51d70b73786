/**
 * credentials: the secrets of provisioning clients (HTTP Basic, or Bearer), and hashing.
 * Flow: {@link ScimCredentialIssuer} makes a password and a token, hashed, and sealed until first used → {@link ScimCredentialReader} shows
 * them to the administrator → the client presents one → {@link ScimCredentials} says whose it is. They open SCIM and nothing else.
 * Neighbours: persistence, audit, settings, kernel below; integrations (issues) and scim (verifies) above, which do not know each other; and
 * directory, whose passwords are hashed here too.
 */
export { CredentialsModule } from './credentials.module.js';
export { PasswordHasher, isHashable } from './password-hasher.js';
export { ScimCredentialIssuer, type GeneratedScimCredentials } from './scim-credential-issuer.js';
export { ScimCredentialReader, type ScimCredentialView } from './scim-credential-reader.js';
export { ScimCredentials, type ScimRefusalReason, type ScimVerification, type VerifyOptions } from './scim-credentials.js';
export { newScimUsername } from './scim-secret.js';
