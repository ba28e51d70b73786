import { Global, Module } from '@nestjs/common';
import { PasswordHasher } from './password-hasher.js';
import { ProvenSecrets } from './proven-secrets.js';
import { ScimCredentialIssuer } from './scim-credential-issuer.js';
import { ScimCredentialReader } from './scim-credential-reader.js';
import { ScimCredentialUse } from './scim-credential-use.js';
import { ScimCredentials } from './scim-credentials.js';

@Global()
@Module({
  providers: [PasswordHasher, ProvenSecrets, ScimCredentialIssuer, ScimCredentialReader, ScimCredentialUse, ScimCredentials],
  exports: [PasswordHasher, ScimCredentialIssuer, ScimCredentialReader, ScimCredentials],
})
export class CredentialsModule {}
